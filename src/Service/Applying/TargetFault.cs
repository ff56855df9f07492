namespace Sutler.Service.Applying;

/// <summary>Something that stops the whole job, not one object.</summary>
/// <param name="Code">A code of the log.</param>
/// <param name="Message">Cause and remedy.</param>
internal sealed record TargetFault(string Code, string Message)
{
    /// <summary>What the job waits for meanwhile, as its state says it.</summary>
    public string WaitingFor { get; init; } = "target";

    /// <summary>The request that showed it and its answer, without secrets; null where there was none.</summary>
    public string? Exchange { get; init; }

    /// <summary>The target throttles: no reason for quarantine (S/PERF-9).</summary>
    public bool IsThrottle { get; init; }
}
