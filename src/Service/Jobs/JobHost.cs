using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sutler.Service.Applying;
using Sutler.Service.Nodes;

namespace Sutler.Service.Jobs;

/// <summary>
/// Runs a loop for each job that this node has, wakes them when the directory changes, and ends them at a batch's border when the service
/// stops. Which jobs those are the scheduler offers and <see cref="OwnershipStore"/> decides.
/// </summary>
internal sealed partial class JobHost(JobEngine engine, JobStore jobs, JobLoopServices services, JobHostNodes nodes) : BackgroundService, IHostedLifecycleService
{
    private readonly ConcurrentDictionary<string, JobLoop> _loops = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JobProgress> _progress = new(StringComparer.Ordinal);
    private readonly Channel<string> _unknown = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>The jobs that this node has, and what they are doing.</summary>
    public IReadOnlyList<(string JobId, JobActivity Activity)> Activities =>
        [.. _loops.Select(pair => (pair.Key, JobActivity.Of(nodes.Node.Id, pair.Value.Progress, pair.Value.IsRunning)))];

    /// <summary>Has the job look for work, wherever it is.</summary>
    public void Wake(string jobId)
    {
        WakeHere(jobId);
        nodes.Signals.Send(jobId);
    }

    /// <summary>Has every job of this node look for work.</summary>
    public void WakeAll()
    {
        foreach (var loop in _loops.Values)
            loop.Wake();
    }

    /// <summary>What the job is doing, on this node or another.</summary>
    public async Task<JobActivity> ActivityAsync(string jobId, CancellationToken cancellationToken)
    {
        if (_loops.TryGetValue(jobId, out var loop))
            return JobActivity.Of(nodes.Node.Id, loop.Progress, loop.IsRunning);
        if (nodes.IsShared)
            return await nodes.Activities.ReadAsync(jobId, cancellationToken);
        return _progress.TryGetValue(jobId, out var ended) ? JobActivity.Of(nodes.Node.Id, ended, isRunning: false) : JobActivity.None;
    }

    /// <summary>Gives up to <paramref name="count"/> jobs away that have nothing to do, so that other nodes can take them.</summary>
    public void GiveAway(int count)
    {
        foreach (var loop in _loops.Values.Where(loop => !loop.IsRunning).Take(count))
            loop.GiveAway();
    }

    /// <summary>Has every job offered that is not yet.</summary>
    public async Task OfferAllAsync(CancellationToken cancellationToken)
    {
        foreach (var job in await jobs.ListAsync(null, cancellationToken))
            await nodes.Scheduler.EnsureAsync(job.Id, cancellationToken);
    }

    /// <summary>Takes the job and runs its loop for as long as this node has it; returns at once when it is another node's.</summary>
    public async Task RunAsync(string jobId)
    {
        var loop = new JobLoop(_progress.GetOrAdd(jobId, static _ => new JobProgress()), engine, jobs, services);
        if (_stopping.IsCancellationRequested || !await nodes.IsForThisNodeAsync(jobId, _loops.Count, _stopping.Token) || !_loops.TryAdd(jobId, loop))
            return;

        var owner = Guid.NewGuid().ToString();
        try
        {
            if (await nodes.Ownership.Store.AcquireAsync(jobId, owner, _stopping.Token) is { } taken)
                await loop.RunAsync(new JobOwnership(jobId, owner, taken, nodes.Ownership), new StopSignal(_stopping.Token, _abort.Token));
            else if (await jobs.FindAsync(jobId, _stopping.Token) is null)
                await nodes.Scheduler.RemoveAsync(jobId, _stopping.Token);
            await nodes.Ownership.Store.ReleaseAsync(jobId, owner, CancellationToken.None);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            Failed(services.Logger, jobId, fault);
        }
        finally
        {
            _loops.TryRemove(jobId, out _);
            loop.Left();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the listeners close: calls in flight need the agents' connections to end well.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var running = _loops.Values.Select(loop => loop.Ended).ToList();
        await _stopping.CancelAsync();
        _abort.CancelAfter(services.Options.DrainLimit);
        await nodes.Scheduler.StandbyAsync(cancellationToken);
        await Task.WhenAll(running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        nodes.Directory.Listen(WakeAll);
        nodes.Signals.Listen(jobId =>
        {
            if (jobId is null)
                WakeAll();
            else
                WakeHere(jobId);
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await OfferAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                NotOffered(services.Logger, fault);
                await Task.Delay(services.Options.Backoff, services.Options.Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task OfferAsync(CancellationToken cancellationToken)
    {
        await nodes.Presence.BeatAsync(cancellationToken);
        await nodes.Scheduler.StartAsync(this, cancellationToken);
        await OfferAllAsync(cancellationToken);
        await foreach (var jobId in _unknown.Reader.ReadAllAsync(cancellationToken))
            await nodes.Scheduler.EnsureAsync(jobId, cancellationToken);
    }

    private void WakeHere(string jobId)
    {
        if (_loops.TryGetValue(jobId, out var loop))
            loop.Wake();
        else
            _unknown.Writer.TryWrite(jobId);
    }

    [LoggerMessage(3102, LogLevel.Error, "Jobs cannot be offered to this node; it is tried again by itself")]
    private static partial void NotOffered(ILogger logger, Exception fault);

    [LoggerMessage(3101, LogLevel.Error, "Job {JobId}: it could not be taken or given back; it is offered again by itself")]
    private static partial void Failed(ILogger logger, string jobId, Exception fault);
}
