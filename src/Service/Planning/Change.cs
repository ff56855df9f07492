namespace Sutler.Service.Planning;

/// <summary>
/// What is to happen to one object, before anything has happened: made by the planner, read by guards, executed by the applier, kept in
/// the log.
/// </summary>
internal sealed record Change
{
    public required string SourceId { get; init; }

    /// <summary>Type of the source object: User or Group.</summary>
    public string ObjectType { get; init; } = Mapping.JobSchema.User;

    /// <summary>Version of the source object the plan was made from.</summary>
    public required long SourceVersion { get; init; }

    public string DisplayName { get; init; } = "";

    public required Situation Situation { get; init; }

    public required ChangeAction Action { get; init; }

    /// <summary>Null until the target has given one.</summary>
    public string? TargetId { get; init; }

    public IReadOnlyList<AttributeChange> Attributes { get; init; } = [];

    public IReadOnlyList<PendingReference> Pending { get; init; } = [];

    /// <summary>References that the target has once the change is done, by target attribute.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Why, in a word that tools can rely on.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Set when the object cannot be provisioned as it stands.</summary>
    public bool IsFailure { get; init; }

    public IReadOnlyList<PlanWarning> Warnings { get; init; } = [];

    /// <summary>Whether the account is in use once the change is done.</summary>
    public bool Active { get; init; }
}
