namespace Sutler.Service.Explaining;

/// <summary>An object that failed, and when it is tried again.</summary>
internal sealed record EscrowFacts
{
    public required long Attempts { get; init; }

    public required string Code { get; init; }

    public required string Reason { get; init; }

    public required string RetryClass { get; init; }

    /// <summary>Null for when it changes, or somebody provisions it on demand; empty for at once.</summary>
    public string? NextDue { get; init; }
}
