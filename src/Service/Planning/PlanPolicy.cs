namespace Sutler.Service.Planning;

/// <summary>What the job's settings say about objects that should not be in use.</summary>
internal sealed record PlanPolicy
{
    public static readonly PlanPolicy Default = new();

    /// <summary>Create accounts that are disabled from the start (S/CYCLE-10).</summary>
    public bool CreateDisabled { get; init; }

    /// <summary>Leave as is who leaves the scope (S/DEPROV-5).</summary>
    public bool SkipOutOfScope { get; init; }

    /// <summary>Delete who leaves the scope (S/DEPROV-8).</summary>
    public bool DeleteOutOfScope { get; init; }

    /// <summary>Links that were taken out of use before this time are deleted; null for never (S/DEPROV-8).</summary>
    public DateTimeOffset? DeleteInactiveBefore { get; init; }
}
