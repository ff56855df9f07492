using System.Globalization;
using Sutler.Scim.Client;
using Sutler.Service.Errors;
using Sutler.Service.Jobs;

namespace Sutler.Service.Applying;

/// <summary>
/// A job's calls to its target. Calls that surely did nothing (not sent, 429, 503, failed reads) are sent again here, with waits that grow
/// and vary; whatever may have run is the caller's to settle. Without an agent, in a maintenance window and while the target throttles calls
/// wait, and nothing fails. Safe for concurrent callers.
/// </summary>
internal sealed class TargetConnection(ScimClient client, IAgentPresence agents, EngineOptions options, JobProgress progress)
{
    /// <summary>How often one call may be throttled before its object is left for later: a target that throttles for good must not hold a cycle for ever.</summary>
    private const int MostThrottled = 100;
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private TargetRules _rules = TargetRules.Alone(options.Time);
    private long _lastAnswer = options.Time.GetTimestamp();
    private volatile TargetFault? _fault;

    public ScimClient Client => client;

    /// <summary>Set when going on makes no sense for any object; the cycle ends and is tried again later.</summary>
    public TargetFault? Fault => _fault;

    public void Reset() => _fault = null;

    /// <summary>What governs the calls: the gate that all jobs of the endpoint share, and the job's maintenance windows. Before the first call.</summary>
    public TargetConnection Under(TargetRules rules)
    {
        _rules = rules;
        return this;
    }

    public async Task<ScimResult> CallAsync(Func<CancellationToken, Task<ScimResult>> call, bool isRead, StopSignal stop, CallLane lane = CallLane.Normal)
    {
        var began = options.Time.GetTimestamp();
        var (attempts, throttled) = (0, 0);
        while (true)
        {
            await _rules.Maintenance.WaitAsync(progress, lane, stop.Stopping);
            await agents.WaitAsync(progress, stop.Stopping);
            var result = await OnceAsync(call, (isRead, lane), stop);
            if (_fault is not null || !MayRepeat(result, isRead))
                return result;
            if (IsThrottled(result) ? ++throttled >= MostThrottled : ++attempts >= options.Attempts && agents.Connected)
                return GiveUp(result, began);

            progress.LastError = result.Error?.Detail;
            await Task.Delay(Wait(Math.Max(1, attempts + throttled), result.RetryAfter), options.Time, stop.Stopping);
        }
    }

    /// <summary>Waits before a call is tried again, as the policy says.</summary>
    public Task BackOffAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Wait(attempt, null), options.Time, cancellationToken);

    private async Task<ScimResult> OnceAsync(Func<CancellationToken, Task<ScimResult>> call, (bool IsRead, CallLane Lane) kind, StopSignal stop)
    {
        await _rules.Endpoint.Gate.EnterAsync(kind.Lane, stop.Stopping);
        var start = options.Time.GetTimestamp();
        ScimResult? result = null;
        try
        {
            // Whoever has waited while the target was found to be away does not ask once more.
            if (_fault is { } fault)
                return result = new ScimResult(ScimOutcome.NotSent, 0) { Error = new Sutler.Scim.Errors.ScimError(0, null, fault.Message) };
            result = await call(stop.Abort);
            return result;
        }
        finally
        {
            Leave(result, kind.IsRead, options.Time.GetElapsedTime(start));
        }
    }

    private void Leave(ScimResult? result, bool isRead, TimeSpan latency)
    {
        var gate = _rules.Endpoint.Gate;
        if (result is null || (result.Status == 0 && _fault is not null))
        {
            gate.LeaveUnanswered();
            return;
        }

        if (_rules.Endpoint.Credit.Judge(result, isRead) is { } fault)
            Stop(fault);
        else if (result is { Status: > 0 and not (429 or >= 500) })
            Answered();
        if (result.Status is 429 or 503)
            gate.LeaveOverloaded(result.RetryAfter);
        else if (result.Status is 0 or 401 or 403 or >= 500 || _fault is not null)
            gate.LeaveUnanswered();
        else
            gate.Leave(latency);
        if (result.RetryAfter >= LongPause && _fault is null)
            progress.WaitingFor = "target";
    }

    private void Answered()
    {
        Volatile.Write(ref _lastAnswer, options.Time.GetTimestamp());
        if (progress.WaitingFor is not null)
            progress.WaitingFor = null;
    }

    private void Stop(TargetFault fault)
    {
        _fault = fault;
        _rules.Endpoint.Gate.Break();
        progress.WaitingFor = fault.WaitingFor;
    }

    private static bool MayRepeat(ScimResult result, bool isRead) =>
        result.Outcome is ScimOutcome.NotSent || result.Status is 429 or 503 || (isRead && (result.Status >= 500 || result.Status == 408));

    /// <summary>The target is there and asks for patience: that is no failed try (S/PERF-9).</summary>
    private static bool IsThrottled(ScimResult result) => result.Status == 429 || result is { Status: 503, RetryAfter: not null };

    /// <summary>When nobody has got an answer meanwhile it is the target that is away, not this object that is wrong.</summary>
    private ScimResult GiveUp(ScimResult result, long began)
    {
        if (Volatile.Read(ref _lastAnswer) <= began)
            Stop(Away(result));
        return result;
    }

    private TargetFault Away(ScimResult result)
    {
        var (code, saying) = result switch
        {
            _ when IsThrottled(result) => (ErrorCodes.TooManyRequests, "The target has asked for patience and nothing else for a long time"),
            { Status: > 0 } => (ErrorCodes.InternalServerError, string.Create(CultureInfo.InvariantCulture, $"The target answers nothing but faults, {options.Attempts} times in a row")),
            _ => (ErrorCodes.Unreachable, string.Create(CultureInfo.InvariantCulture, $"The target does not answer after {options.Attempts} tries")),
        };
        return new TargetFault(code, $"{saying}: {result.Error?.Detail} See that it runs and that the BaseAddress is right; the job goes on by itself.")
        {
            Exchange = ExchangeText.Of(result),
            IsThrottle = code == ErrorCodes.TooManyRequests,
        };
    }

    private TimeSpan Wait(int attempt, TimeSpan? asked)
    {
        var grown = Math.Min(options.BackoffLimit.TotalMilliseconds, options.Backoff.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 16) - 1));
        double jitter;
        lock (options.Random)
            jitter = options.Random.NextDouble();
        var wait = TimeSpan.FromMilliseconds(grown * (0.5 + (jitter / 2)));
        return !(asked > wait) ? wait : asked < LongestPause ? asked.Value : LongestPause;
    }
}
