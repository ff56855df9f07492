using Quartz;
using Quartz.Extensibility;
using Sutler.Service.Jobs;

namespace Sutler.Service.Nodes;

/// <summary>Makes the executions; they all hand over to the same host.</summary>
internal sealed class JobExecutionFactory(JobHost host) : IJobFactory
{
    public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new JobScope(new JobExecution(host), null));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
