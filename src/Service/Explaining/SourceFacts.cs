namespace Sutler.Service.Explaining;

/// <summary>An object as the directory has it.</summary>
internal sealed record SourceFacts
{
    public required long Version { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Deleted, disabled, or out of scope: the account is not to be in use.</summary>
    public required bool Inactive { get; init; }

    /// <summary>Why, as the end of "The user is …".</summary>
    public string InactiveReason { get; init; } = "";
}
