namespace Sutler.Service.Jobs;

/// <summary>What a cycle did. Immutable; each settled batch adds its own.</summary>
internal sealed record JobCounters
{
    public int Created { get; init; }

    public int Updated { get; init; }

    public int Disabled { get; init; }

    public int Deleted { get; init; }

    /// <summary>Evaluated and not provisioned, with a reason in the log.</summary>
    public int Skipped { get; init; }

    /// <summary>Linked, and nothing differed.</summary>
    public int Unchanged { get; init; }

    public int Failed { get; init; }

    public int ReferencesSet { get; init; }

    public int Warnings { get; init; }

    /// <summary>Removals that wait to be released.</summary>
    public int Held { get; init; }

    /// <summary>Members put into groups of the target.</summary>
    public int MembersAdded { get; init; }

    public int MembersRemoved { get; init; }

    public static JobCounters operator +(JobCounters left, JobCounters right) => new()
    {
        Created = left.Created + right.Created,
        Updated = left.Updated + right.Updated,
        Disabled = left.Disabled + right.Disabled,
        Deleted = left.Deleted + right.Deleted,
        Skipped = left.Skipped + right.Skipped,
        Unchanged = left.Unchanged + right.Unchanged,
        Failed = left.Failed + right.Failed,
        ReferencesSet = left.ReferencesSet + right.ReferencesSet,
        Warnings = left.Warnings + right.Warnings,
        Held = left.Held + right.Held,
        MembersAdded = left.MembersAdded + right.MembersAdded,
        MembersRemoved = left.MembersRemoved + right.MembersRemoved,
    };
}
