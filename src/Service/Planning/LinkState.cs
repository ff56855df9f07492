using Sutler.Service.Mapping;

namespace Sutler.Service.Planning;

/// <summary>The link between a source object and a target object, as planning sees it.</summary>
internal sealed record LinkState
{
    public required string TargetId { get; init; }

    public string ObjectType { get; init; } = JobSchema.User;

    /// <summary>Version of the source object that the target is known to have.</summary>
    public required long VersionSettled { get; init; }

    /// <summary>Whether the account was in use when it was last settled.</summary>
    public required bool Active { get; init; }

    /// <summary>Since when it is out of use; null when it is not, or nobody knows.</summary>
    public DateTimeOffset? InactiveSince { get; init; }

    /// <summary>References that this job has set or found right, by target attribute: those it may take away again.</summary>
    public IReadOnlyDictionary<string, string> ReferencesSent { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
