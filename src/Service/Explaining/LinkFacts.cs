namespace Sutler.Service.Explaining;

/// <summary>The link between an object and its counterpart at the target.</summary>
internal sealed record LinkFacts
{
    public required string TargetId { get; init; }

    /// <summary>Version of the object that the target is known to have; 0 when it is to be looked at again.</summary>
    public required long VersionSettled { get; init; }

    public required bool Active { get; init; }
}
