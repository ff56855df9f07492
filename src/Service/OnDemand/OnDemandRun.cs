namespace Sutler.Service.OnDemand;

/// <summary>The circumstances of provisioning on demand.</summary>
internal sealed record OnDemandRun
{
    public required DateTimeOffset Began { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>The original names the target by the job's template.</summary>
    public required string TargetSystem { get; init; }

    public required bool IsPreview { get; init; }
}
