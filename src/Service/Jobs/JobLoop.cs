using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sutler.Service.Applying;
using Sutler.Service.Nodes;

namespace Sutler.Service.Jobs;

/// <summary>
/// Runs one job whenever the directory changes, a command comes, a failed object is due, or the interval is over, for as long as this node
/// has the job. Survives every fault: it waits a little longer each time and tries again.
/// </summary>
internal sealed partial class JobLoop(JobProgress progress, JobEngine engine, JobStore jobs, JobLoopServices services)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly JobPulse _pulse = new();
    private volatile bool _running;
    private volatile bool _lost;
    private volatile bool _givesAway;

    public JobProgress Progress => progress;

    /// <summary>Ends when the job has been given back.</summary>
    public Task Ended => _left.Task;

    public bool IsRunning => _running;

    public void Wake()
    {
        _wake.Writer.TryWrite(true);
        _pulse.Beat();
    }

    /// <summary>Ends the loop as soon as there is nothing to do.</summary>
    public void GiveAway()
    {
        _givesAway = true;
        Wake();
    }

    public void Left() => _left.TrySetResult();

    public async Task RunAsync(JobOwnership job, StopSignal stop)
    {
        var failures = 0;
        var wait = TimeSpan.Zero;
        while (!stop.Stopping.IsCancellationRequested && !_lost && !(_givesAway && failures == 0 && wait > TimeSpan.Zero))
        {
            await WaitAsync(wait, stop.Stopping);
            if (stop.Stopping.IsCancellationRequested)
                return;

            var ended = await RunOnceAsync(job, stop);
            failures = ended ? 0 : failures + 1;
            wait = ended ? await NextAsync(job.JobId, stop) : Backoff(failures);
        }
    }

    private async Task<bool> RunOnceAsync(JobOwnership job, StopSignal stop)
    {
        var jobId = job.JobId;
        _running = true;
        try
        {
            if (await jobs.FindAsync(jobId, stop.Stopping) is not { IsInbound: false } row)
                return true;
            if (!JobCode.Runs(row.Code) && !await engine.HasErrandAsync(jobId, stop.Stopping))
                return true;

            return await engine.RunAsync(job, (Progress, _pulse), stop) && await HasNoneOpenAsync(jobId);
        }
        catch (OperationCanceledException) when (stop.Stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (JobLostException)
        {
            _lost = true;
            return true;
        }
        catch (JobTakenException)
        {
            Wake();
            return true;
        }
        catch (Exception fault)
        {
            Progress.LastError = "The service failed; its log says more. It is tried again by itself.";
            RunFailed(services.Logger, jobId, fault);
            return false;
        }
        finally
        {
            if (Progress.Phase != JobPhase.Held)
                Progress.Enter(JobPhase.Idle, 0);
            _running = false;
        }
    }

    /// <summary>A call whose end nobody could find out is asked about again soon, whatever escrow says.</summary>
    private async Task<bool> HasNoneOpenAsync(string jobId) => (await jobs.NumbersAsync(jobId, CancellationToken.None)).OpenIntents == 0;

    /// <summary>How long until something is to be done: at once when the directory has gone on, else until a failed object is due.</summary>
    private async Task<TimeSpan> NextAsync(string jobId, StopSignal stop)
    {
        var interval = services.Options.Interval;
        if (stop.Stopping.IsCancellationRequested || await jobs.FindAsync(jobId, CancellationToken.None) is not { IsInbound: false } row || !JobCode.Runs(row.Code))
            return interval;

        interval = JobSettings.IntervalOf(row) ?? interval;
        var now = services.Options.Time.GetUtcNow();
        if (await services.Quarantine.NextAsync(jobId, CancellationToken.None) is { } attempt)
            return attempt <= now ? TimeSpan.Zero : attempt - now < interval ? attempt - now : interval;
        if ((await jobs.NumbersAsync(jobId, CancellationToken.None)).FeedPosition != row.Watermark)
            return TimeSpan.Zero;
        var wait = await services.NextDueAsync(jobId, CancellationToken.None) - now ?? interval;
        return wait < interval ? wait : interval;
    }

    private TimeSpan Backoff(int failures)
    {
        var grown = services.Options.Backoff.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 16) - 1);
        return TimeSpan.FromMilliseconds(Math.Min(services.Options.RetryLimit.TotalMilliseconds, grown));
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait <= TimeSpan.Zero)
            return;

        using var timer = new CancellationTokenSource(wait, services.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time is over, or the service stops: the caller sees which.
        }
    }

    [LoggerMessage(3100, LogLevel.Error, "Job {JobId}: the run failed; it is tried again by itself")]
    private static partial void RunFailed(ILogger logger, string jobId, Exception fault);
}
