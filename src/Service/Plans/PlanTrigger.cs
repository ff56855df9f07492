namespace Sutler.Service.Plans;

/// <summary>What a plan shows the outcome of.</summary>
internal static class PlanTrigger
{
    /// <summary>The first start of a job (S/OD-8).</summary>
    public const string FirstStart = "firstStart";

    /// <summary>A restart, which looks at everything again.</summary>
    public const string Restart = "restart";

    /// <summary>Another schema: mappings, matching, filters.</summary>
    public const string Schema = "schema";

    /// <summary>Other switches of the job.</summary>
    public const string Scope = "scope";

    /// <summary>The next cycle.</summary>
    public const string Cycle = "cycle";

    /// <summary>Taking back what a cycle, a plan or a change did (S/UNDO-2).</summary>
    public const string Undo = "undo";

    /// <summary>Bringing what has drifted at the target back into line.</summary>
    public const string Reconcile = "reconcile";

    public static readonly IReadOnlyList<string> All = [FirstStart, Restart, Schema, Scope, Cycle, Undo, Reconcile];
}
