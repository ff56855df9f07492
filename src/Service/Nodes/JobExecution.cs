using Quartz;
using Sutler.Service.Jobs;

namespace Sutler.Service.Nodes;

/// <summary>A job's execution in the scheduler is its ownership: it lasts as long as this node has the job.</summary>
[DisallowConcurrentExecution]
internal sealed class JobExecution(JobHost host) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await host.RunAsync(context.JobDetail.Key.Name);
}
