using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sutler.Service.Applying;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>Computes plans in the background, one at a time on each node, and drops those whose time is over. A plan whose computing fails for a bug is failed, not tried forever.</summary>
internal sealed partial class PlanLoop(PlanStore plans, PlanComputer computer, PlanSignal signal, (Database Database, PlanOptions Options, TimeProvider Time) parts, ILogger<PlanLoop> logger)
    : BackgroundService
{
    /// <summary>One process on a file goes on at once with what it left when it ended.</summary>
    private readonly string _node = parts.Database.IsShared ? Guid.NewGuid().ToString() : "only";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await plans.ClaimAsync(_node, stoppingToken) is { } plan)
                    await ComputeAsync(plan, stoppingToken);
                foreach (var id in await plans.ExpiredAsync(stoppingToken))
                    await plans.DeleteAsync(id, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LookFailed(fault);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await signal.WaitAsync(parts.Options.Look, parts.Time, stoppingToken);
        }
    }

    private async Task ComputeAsync(PlanRow plan, CancellationToken stoppingToken)
    {
        try
        {
            await computer.ComputeAsync((plan, _node), new StopSignal(stoppingToken, stoppingToken));
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            ComputingFailed(plan.Id, fault);
            await plans.FailAsync((plan, _node), "The service failed while it made the plan; its log says more. Ask for the plan again.", stoppingToken);
        }
        finally
        {
            // Another node goes on at once with what this one leaves when it stops; only after one that died the claim has to run out.
            if (stoppingToken.IsCancellationRequested)
                await plans.ReleaseAsync((plan, _node), CancellationToken.None);
        }
    }

    [LoggerMessage(3610, LogLevel.Error, "Plan {PlanId}: computing it failed")]
    private partial void ComputingFailed(string planId, Exception fault);

    [LoggerMessage(3611, LogLevel.Error, "Looking for plans to compute failed; it is tried again by itself")]
    private partial void LookFailed(Exception fault);
}
