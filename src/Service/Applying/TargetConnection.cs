using System.Globalization;
using Sutler.Scim.Client;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>
/// A job's calls to its target. Calls that surely did nothing (not sent, 429, 503, failed reads) are sent again here, with waits that grow
/// and vary; whatever may have run is the caller's to settle. Without an agent calls wait, and nothing fails. Safe for concurrent callers.
/// </summary>
internal sealed class TargetConnection(ScimClient client, IAgentPresence agents, EngineOptions options, JobProgress progress)
{
    private readonly CallGate _gate = new(new ConcurrencyLimit(options.Time), options.Time);
    private long _lastAnswer = options.Time.GetTimestamp();
    private volatile TargetFault? _fault;

    public ScimClient Client => client;

    /// <summary>Set when going on makes no sense for any object; the cycle ends and is tried again later.</summary>
    public TargetFault? Fault => _fault;

    public void Reset() => _fault = null;

    public async Task<ScimResult> CallAsync(Func<CancellationToken, Task<ScimResult>> call, bool isRead, StopSignal stop, CallLane lane = CallLane.Normal)
    {
        var began = options.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            await agents.WaitAsync(progress, stop.Stopping);
            var result = await OnceAsync(call, stop);
            if (result.Status is 401 or 403)
                _fault = new TargetFault("Unauthorized", $"The target refuses the secret token ({result.Status}). Put the right SecretToken into the application's secrets.");
            if (_fault is not null || !MayRepeat(result, isRead))
                return result;
            if (attempt >= options.Attempts && agents.Connected)
                return GiveUp(result, began);

            progress.LastError = result.Error?.Detail;
            await Task.Delay(Wait(attempt, result.RetryAfter), options.Time, stop.Stopping);
        }
    }

    /// <summary>Waits before a call is tried again, as the policy says.</summary>
    public Task BackOffAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Wait(attempt, null), options.Time, cancellationToken);

    private async Task<ScimResult> OnceAsync(Func<CancellationToken, Task<ScimResult>> call, StopSignal stop)
    {
        await _gate.EnterAsync(stop.Stopping);
        var start = options.Time.GetTimestamp();
        ScimResult? result = null;
        try
        {
            result = await call(stop.Abort);
            return result;
        }
        finally
        {
            if (result is { Status: 429 or 503 })
                _gate.LeaveOverloaded(result.RetryAfter);
            else if (result is null or { Status: 0 })
                _gate.LeaveUnanswered();
            else
                _gate.Leave(options.Time.GetElapsedTime(start));
            if (result is { Status: > 0 and not (429 or >= 500) })
                Answered();
        }
    }

    private void Answered()
    {
        Volatile.Write(ref _lastAnswer, options.Time.GetTimestamp());
        if (progress.WaitingFor is not null)
            progress.WaitingFor = null;
    }

    private static bool MayRepeat(ScimResult result, bool isRead) =>
        result.Outcome is ScimOutcome.NotSent || result.Status is 429 or 503 || (isRead && (result.Status >= 500 || result.Status == 408));

    /// <summary>When nobody has got an answer meanwhile it is the target that is away, not this object that is wrong.</summary>
    private ScimResult GiveUp(ScimResult result, long began)
    {
        if (Volatile.Read(ref _lastAnswer) <= began)
        {
            progress.WaitingFor = "target";
            _fault = new TargetFault(Reasons.Unreachable, string.Create(CultureInfo.InvariantCulture, $"The target does not answer after {options.Attempts} tries: {result.Error?.Detail}"));
        }

        return result;
    }

    private TimeSpan Wait(int attempt, TimeSpan? asked)
    {
        var grown = Math.Min(options.BackoffLimit.TotalMilliseconds, options.Backoff.TotalMilliseconds * Math.Pow(2, attempt - 1));
        double jitter;
        lock (options.Random)
            jitter = options.Random.NextDouble();
        var wait = TimeSpan.FromMilliseconds(grown * (0.5 + (jitter / 2)));
        return asked > wait ? asked.Value : wait;
    }
}
