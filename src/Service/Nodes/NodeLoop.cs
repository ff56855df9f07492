using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sutler.Service.Jobs;
using Sutler.Storage;

namespace Sutler.Service.Nodes;

/// <summary>
/// Keeps this node among those that share the store: says that it is there, writes down what its jobs are doing, and now and then looks at
/// the whole. A node with a store of its own has nothing to do here.
/// </summary>
internal sealed partial class NodeLoop(JobHost host, NodeWatch watch, OwnershipServices services, NodeLoopServices with) : BackgroundService
{
    private readonly Dictionary<string, JobActivity> _written = new(StringComparer.Ordinal);
    private long _position = -1;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (services.IsShared)
            await watch.Store.LeaveAsync(watch.Node, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!services.IsShared)
            return;

        var looked = services.Options.Time.GetTimestamp();
        using var timer = new PeriodicTimer(with.Options.Beat, services.Options.Time);
        while (!stoppingToken.IsCancellationRequested)
        {
            var isTime = services.Options.Time.GetElapsedTime(looked) >= with.Options.Housekeeping;
            if (isTime)
                looked = services.Options.Time.GetTimestamp();
            await SurviveAsync(isTime, stoppingToken);
            await ((Task)timer.WaitForNextTickAsync(stoppingToken).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SurviveAsync(bool looksAtWhole, CancellationToken cancellationToken)
    {
        try
        {
            await services.Presence.BeatAsync(cancellationToken);
            await FollowAsync(cancellationToken);
            await TellAsync(cancellationToken);
            if (looksAtWhole)
                await LookAsync(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (Exception fault)
        {
            Interrupted(with.Logger, fault.Message);
        }
    }

    /// <summary>Should a signal be lost, the directory's position tells of the change a moment later.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var position = await services.Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COALESCE(SUM(position), 0) FROM directory_counter"), cancellationToken);
        if (Interlocked.Exchange(ref _position, position) != position)
            host.WakeAll();
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var changed = host.Activities.Where(item => !item.Activity.Equals(_written.GetValueOrDefault(item.JobId))).ToList();
        if (changed.Count == 0)
            return;
        await watch.Activities.WriteAsync(changed, cancellationToken);
        foreach (var (jobId, activity) in changed)
            _written[jobId] = activity;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await host.OfferAllAsync(cancellationToken);
        host.GiveAway(FairShare.Surplus(watch.Node.Id, await watch.Store.LoadsAsync(cancellationToken)));
        await watch.Store.ForgetAsync(cancellationToken);
        await services.Database.ReadAsync(
            async connection =>
            {
                await Statistics.RefreshChangedAsync(connection);
                return true;
            },
            cancellationToken);
    }

    [LoggerMessage(3151, LogLevel.Warning, "This node cannot say that it is there: {Reason}. Its jobs go to other nodes when that lasts")]
    private static partial void Interrupted(ILogger logger, string reason);
}
