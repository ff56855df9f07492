using Microsoft.Extensions.Hosting;

namespace Sutler.Tunnel.Relay;

/// <summary>Tells the observers, now and then, which agents are still there.</summary>
internal sealed class SeenLoop(Relay relay) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(relay.Options.SeenInterval, relay.Options.TimeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await relay.TellSeenAsync(stoppingToken);
    }
}
