namespace Sutler.Service.Planning;

/// <summary>The link between a source object and a target object, as planning sees it.</summary>
internal sealed record LinkState
{
    public required string TargetId { get; init; }

    /// <summary>Version of the source object that the target is known to have.</summary>
    public required long VersionSettled { get; init; }

    /// <summary>Whether the account was in use when it was last settled.</summary>
    public required bool Active { get; init; }

    /// <summary>References that this job has set or found right, by target attribute: those it may take away again.</summary>
    public IReadOnlyDictionary<string, string> ReferencesSent { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
