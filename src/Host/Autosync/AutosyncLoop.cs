using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Autosync;

/// <summary>
/// Imports when the schedule says so or somebody asks. A scheduled import that fails is tried again at growing distances; one that was asked
/// for reports its failure to whoever asked.
/// </summary>
internal sealed class AutosyncLoop(ImportRunner imports, ConnectionTrouble trouble, TimeProvider clock)
{
    /// <summary>Timers do not reach further, and clocks are put right now and then.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly ImportRequests _requests = new();
    private DateTimeOffset? _last;

    /// <summary>When the next import is due; null when only on demand.</summary>
    public DateTimeOffset? Next => imports.Schedule.Next(Last, imports.Mark, clock.GetUtcNow());

    private DateTimeOffset? Last => _last ?? (imports.Mark is { } mark ? DateTimeOffset.FromUnixTimeMilliseconds(mark.Started) : null);

    /// <summary>Imports as soon as the import that is running is done.</summary>
    /// <exception cref="ConnectorException">The target failed.</exception>
    public Task<ImportReport> RequestAsync(ImportKind kind, CancellationToken cancellationToken) => _requests.AddAsync(kind).WaitAsync(cancellationToken);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (_requests.Take() is { } request)
                    await AnswerAsync(request.Kind, request.Done, stopping);
                else if (Next is { } due && due <= clock.GetUtcNow())
                    await ImportAsync(stopping);
                else
                    await SleepAsync(Next, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The export loop has the last word.
        }

        while (_requests.Take() is { } late)
            late.Done.TrySetCanceled(stopping);
    }

    private async Task AnswerAsync(ImportKind kind, TaskCompletionSource<ImportReport> done, CancellationToken stopping)
    {
        try
        {
            _last = clock.GetUtcNow();
            var report = await imports.RunAsync(kind, stopping);
            trouble.Report(report);
            done.TrySetResult(report);
        }
        catch (OperationCanceledException e) when (stopping.IsCancellationRequested)
        {
            done.TrySetCanceled(e.CancellationToken);
            throw;
        }
        catch (Exception e)
        {
            trouble.Note(e, TimeSpan.Zero);
            done.TrySetException(e);
        }
    }

    private async Task ImportAsync(CancellationToken stopping)
    {
        var began = clock.GetUtcNow();
        trouble.Report(await trouble.InsistAsync(token => imports.RunAsync(imports.Schedule.KindAt(imports.Mark, began), token), stopping));
        _last = began;
    }

    private async Task SleepAsync(DateTimeOffset? due, CancellationToken stopping)
    {
        var wait = due - clock.GetUtcNow() is { } left && left < LongestSleep ? left : LongestSleep;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_requests.Arrived, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, awake.Token));
        await awake.CancelAsync();
    }
}
