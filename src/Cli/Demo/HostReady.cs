using Microsoft.AspNetCore.Builder;
using Sutler.Cli.Output;
using Sutler.Host;
using Sutler.Host.Connections;

namespace Sutler.Cli.Demo;

/// <summary>Waits until a connection answers.</summary>
internal static class HostReady
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <exception cref="CommandException">It does not within the limit; the message says what stands in its way.</exception>
    public static async Task WaitAsync(WebApplication host, string connection, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = HostRole.Status(host).FirstOrDefault(c => c.Name == connection);
            if (status?.State is ConnectionState.Ready)
                return;
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                throw new CommandException($"The connection does not come up: {status?.Problem ?? "see the log above."}");
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }
}
