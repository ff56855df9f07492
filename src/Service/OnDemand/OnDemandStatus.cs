namespace Sutler.Service.OnDemand;

/// <summary>How provisioning one object ended.</summary>
internal sealed record OnDemandStatus(string Status)
{
    public string? ErrorCode { get; init; }

    public string? Reason { get; init; }

    public string? AdditionalDetails { get; init; }

    /// <summary>Whose fault: Failure or NonServiceFailure (S/LOG-10).</summary>
    public string? ErrorCategory { get; init; }

    public string? RecommendedAction { get; init; }
}
