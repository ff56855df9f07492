namespace Sutler.Service.Jobs;

/// <summary>How jobs work. The defaults are the product's; tests shorten the waits.</summary>
internal sealed record EngineOptions
{
    public int BatchSize { get; init; } = 500;

    /// <summary>How often a job looks by itself, should a signal be lost (S/PERF-1).</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>First wait before a call is tried again in the same cycle; doubles up to <see cref="BackoffLimit"/>.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan BackoffLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait before a run that could not be brought to its end is tried again.</summary>
    public TimeSpan RetryLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries of one call in one cycle.</summary>
    public int Attempts { get; init; } = 5;

    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long calls in flight may take to end when the service stops.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(2);

    public int GuardCount { get; init; } = 20;

    public double GuardShare { get; init; } = 0.10;

    /// <summary>Members taken out of groups in one cycle that are never held.</summary>
    public int MemberGuardCount { get; init; } = 100;

    /// <summary>Longest wait before a target that is away, or refuses the credentials, is asked again (S/QUAR-13).</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMinutes(1);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Source of the jitter of waits.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Called between any two steps; a test ends the run here as a killed process would.</summary>
    public Action<string> Step { get; init; } = static _ => { };
}
