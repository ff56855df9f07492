using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Sutler.Host.Autosync;

/// <summary>Lets the source read the next pages while the last is being worked on.</summary>
internal static class ReadAhead
{
    private const int Pages = 2;

    /// <summary>The same pages in the same order; what the source throws comes after the pages before it.</summary>
    public static async IAsyncEnumerable<T> Of<T>(IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(Pages) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(source, channel.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var page in channel.Reader.ReadAllAsync(cancellationToken))
                yield return page;
        }
        finally
        {
            await ended.CancelAsync();
            await reading;
        }
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> pages, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in source.WithCancellation(cancellationToken))
                await pages.WriteAsync(page, cancellationToken);
            pages.TryComplete();
        }
        catch (Exception e)
        {
            pages.TryComplete(e);
        }
    }
}
