using Sutler.Service.Applying;
using Sutler.Service.Planning;

namespace Sutler.Service.Plans;

/// <summary>What a plan says about an object, in the order in which a plan is shown and applied: who leaves comes first.</summary>
internal static class PlanAction
{
    public const string Disable = "disable";
    public const string Delete = "delete";
    public const string Create = "create";
    public const string Update = "update";

    /// <summary>Objects stand in each other's way; somebody has to decide.</summary>
    public const string Conflict = "conflict";

    /// <summary>The object cannot be provisioned as it stands.</summary>
    public const string Invalid = "invalid";

    /// <summary>What was done cannot be taken back.</summary>
    public const string CannotUndo = "cannotUndo";

    /// <summary>Not to be provisioned.</summary>
    public const string Skip = "skip";

    /// <summary>The target has it already.</summary>
    public const string Unchanged = "unchanged";

    public static readonly IReadOnlyList<string> All = [Disable, Delete, Create, Update, Conflict, Invalid, CannotUndo, Skip, Unchanged];

    /// <summary>Those that send something.</summary>
    public static bool Acts(string action) => action is Disable or Delete or Create or Update;

    public static int Rank(string action)
    {
        for (var rank = 0; rank < All.Count; rank++)
        {
            if (All[rank] == action)
                return rank;
        }

        return All.Count;
    }

    public static string Of(WorkItem item)
    {
        var change = item.Change!;
        var reason = item.Failure?.Code ?? change.Reason;
        if (item.Failure is not null || change.IsFailure)
            return reason is Reasons.DuplicateTargetEntries or Reasons.DuplicateSourceEntries or Reasons.EntryConflict ? Conflict : reason == UndoReason.CannotUndo ? CannotUndo : Invalid;
        return change.Action switch
        {
            ChangeAction.Create => Create,
            ChangeAction.Update => Update,
            ChangeAction.Disable => Disable,
            ChangeAction.Delete => Delete,
            _ => change.TargetId is null || change.Situation is Situation.SourceGone ? Skip : Unchanged,
        };
    }
}
