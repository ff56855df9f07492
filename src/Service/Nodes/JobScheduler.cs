using Quartz;
using Sutler.Service.Jobs;
using Sutler.Storage;
using Sutler.Storage.Postgres;

namespace Sutler.Service.Nodes;

/// <summary>
/// Quartz, which offers each job to one node at a time, and to another when that one is gone. On PostgreSQL its tables are in the main store
/// and the nodes are its cluster; on one node with a file it keeps nothing: the jobs are rows of the main store, and the file has one writer
/// that a scheduler's own connection would wait for (decision 0011).
/// </summary>
internal sealed class JobScheduler(Database database, NodeOptions options, Node node) : IAsyncDisposable
{
    /// <summary>Each job that a node has is one waiting task, not a thread.</summary>
    private const int MostJobs = 10_000;

    private IScheduler? _scheduler;

    /// <summary>Starts to offer jobs.</summary>
    public async Task StartAsync(JobHost host, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _scheduler) is not null)
            return;

        // One node at a time: the first makes the scheduler's tables.
        var scheduler = await database.WriteAsync(
            async transaction =>
            {
                await NamedLock.TakeAsync(transaction, "scheduler");
                return await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, host)).BuildScheduler(cancellationToken);
            },
            cancellationToken);
        await scheduler.Start(cancellationToken);
        Volatile.Write(ref _scheduler, scheduler);
    }

    /// <summary>Has the job offered from now on; one that is already stays as it is.</summary>
    public async Task EnsureAsync(string jobId, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _scheduler) is not { } scheduler || await scheduler.Exists(new TriggerKey(jobId), cancellationToken))
            return;

        var job = JobBuilder.Create<JobExecution>().WithIdentity(jobId).StoreDurably().RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(jobId).ForJob(job.Key).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(options.Offer).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount).MeasureIntervalFromCompletion(true))
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>The job is no more.</summary>
    public async Task RemoveAsync(string jobId, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _scheduler) is { } scheduler)
            await scheduler.DeleteJob(new JobKey(jobId), cancellationToken);
    }

    /// <summary>Takes no more jobs; those that are here go on until their execution ends.</summary>
    public async Task StandbyAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _scheduler) is { } scheduler)
            await scheduler.Standby(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _scheduler, null) is { } scheduler)
            await scheduler.Shutdown(false, CancellationToken.None);
    }

    private void Configure(IQuartzBuilder quartz, JobHost host)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "sutler";
            scheduler.InstanceId = node.Id;
            scheduler.IdleWaitTime = options.Offer;
            scheduler.PropagateTraceContext = false;
        });
        quartz.UseDefaultThreadPool(MostJobs).UseJobFactory(new JobExecutionFactory(host));
        if (database is PostgresDatabase postgres)
            quartz.UsePersistentStore(store => Cluster(store, postgres));
        else
            quartz.UseInMemoryStore(memory => memory.MisfireThreshold = options.Offer);
    }

    private void Cluster(IPersistentStoreBuilder store, PostgresDatabase postgres)
    {
        store.UsePostgres(source => source.DataSourceFactory = _ => postgres.Source);
        store.ProvisionSchema();
        store.ConfigureStore(ado =>
        {
            ado.TablePrefix = "qrtz_";
            ado.MisfireThreshold = options.Offer;
            ado.DbRetryInterval = options.Beat;
        });
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = options.Beat;
            cluster.CheckinMisfireThreshold = options.Beat * 2;
        });
    }
}
