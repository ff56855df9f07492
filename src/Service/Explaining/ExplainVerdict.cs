namespace Sutler.Service.Explaining;

/// <summary>How an object stands in a job, in a word that tools can rely on.</summary>
internal static class ExplainVerdict
{
    public const string InSync = "inSync";

    /// <summary>The target has other values than the mapping gives, although nothing has changed in the directory.</summary>
    public const string Drifted = "drifted";

    /// <summary>Changed, and the job has not come to it.</summary>
    public const string NotYet = "notYet";

    public const string NotStarted = "notStarted";
    public const string Paused = "paused";
    public const string Inactive = "inactive";
    public const string NotAssigned = "notAssigned";
    public const string OutOfScope = "outOfScope";
    public const string NoMatchingValue = "noMatchingValue";
    public const string Conflict = "conflict";
    public const string Invalid = "invalid";
    public const string Escrowed = "escrowed";
    public const string Settling = "settling";
    public const string Held = "held";
    public const string WaitingForReference = "waitingForReference";
    public const string Deprovisioned = "deprovisioned";
}
