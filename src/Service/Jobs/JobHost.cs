using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Sutler.Service.Applying;
using Sutler.Service.Directory;

namespace Sutler.Service.Jobs;

/// <summary>Runs a loop for each job, wakes them when the directory changes, and ends them at a batch's border when the service stops.</summary>
internal sealed class JobHost(JobEngine engine, JobStore jobs, JobLoopServices services, DirectorySignal signal) : BackgroundService, IHostedLifecycleService
{
    private readonly ConcurrentDictionary<string, JobLoop> _loops = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _running = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>The loop of a job, started if need be.</summary>
    public JobLoop Loop(string jobId) => _loops.GetOrAdd(jobId, Start);

    public void Wake(string jobId) => Loop(jobId).Wake();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the listeners close: calls in flight need the agents' connections to end well.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _abort.CancelAfter(services.Options.DrainLimit);
        await Task.WhenAll(_running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _stopping.Dispose();
        _abort.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signal.Listen(() =>
        {
            foreach (var loop in _loops.Values)
                loop.Wake();
        });
        foreach (var job in await jobs.ListAsync(null, stoppingToken))
            Loop(job.Id);
    }

    private JobLoop Start(string jobId)
    {
        var loop = new JobLoop(jobId, engine, jobs, services);
        var stop = new StopSignal(_stopping.Token, _abort.Token);
        _running.Add(Task.Run(() => loop.RunAsync(stop), CancellationToken.None));
        return loop;
    }
}
