using Microsoft.Extensions.Hosting;
using Sutler.Service.Assignments;

namespace Sutler.Service.Directory.Upkeep;

/// <summary>
/// Says when assignments begin and end, removes deleted objects that are too old, and shortens the feed. Every step is a transaction that
/// several nodes may run at once. Survives every fault: what failed is tried again at the next turn.
/// </summary>
internal sealed partial class UpkeepLoop(
    AssignmentClock assignments, DeletedItemPurger purger, FeedPruner pruner, UpkeepServices services) : BackgroundService
{
    /// <summary>How long an assignment that was just made may wait for being seen.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? swept = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Longest;
            try
            {
                var next = await assignments.TickAsync(stoppingToken);
                if (swept is null || services.Time.GetUtcNow() - swept >= services.Options.Interval)
                {
                    await SweepAsync(stoppingToken);
                    swept = services.Time.GetUtcNow();
                }

                wait = Wait(next);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                UpkeepFailed(services.Logger, fault);
            }

            await Task.Delay(wait, services.Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var purged = await purger.PurgeAsync(cancellationToken);
        var pruned = await pruner.PruneAsync(cancellationToken);
        if (purged + pruned > 0)
            Swept(services.Logger, purged, pruned);
    }

    private TimeSpan Wait(DateTimeOffset? next)
    {
        var until = next - services.Time.GetUtcNow() ?? Longest;
        return until < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : until < Longest ? until : Longest;
    }
}
