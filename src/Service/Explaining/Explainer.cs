using System.Globalization;
using Sutler.Service.Jobs;
using Sutler.Service.Planning;

namespace Sutler.Service.Explaining;

/// <summary>Says how an object stands in a job and why, in plain sentences (S/OPS-1, S/OPS-2). Pure: facts in, sentences out.</summary>
internal static class Explainer
{
    public static Explanation Explain(ExplainFacts facts)
    {
        var (verdict, summary) = Decide(facts);
        return new Explanation { Verdict = verdict, Summary = summary, Statements = [.. ExplainStatements.Of(facts)] };
    }

    /// <summary>The first thing that stands between the object and being done is the answer.</summary>
    private static (string Verdict, string Summary) Decide(ExplainFacts facts) =>
        Interrupted(facts) ?? (facts.Link is null ? Unlinked(facts) : Linked(facts, facts.Link));

    private static (string, string)? Interrupted(ExplainFacts facts)
    {
        if (facts.OpenAction is { } action)
            return (ExplainVerdict.Settling, $"A {action.ToLowerInvariant()} was sent and its answer was lost. The target is asked what became of it before anything else is sent.");
        if (facts.Escrow is { } escrow)
            return (ExplainVerdict.Escrowed, $"The last try failed with {escrow.Code}: {escrow.Reason} {NextTry(escrow)}");
        if (facts.Job.Held is { } held && facts.Link is { Active: true } && facts.Source is null or { Inactive: true })
            return (ExplainVerdict.Held, $"The removal is held with {held.Removals} others since {Text(held.Since)}: {held.Remedy}");
        return null;
    }

    private static (string, string) Unlinked(ExplainFacts facts)
    {
        if (facts.Source is null)
            return (ExplainVerdict.Inactive, "The object is gone from the directory, and the job has nothing at the target for it.");
        if (facts.Source is { DeletedAt: not null } or { Enabled: false })
            return (ExplainVerdict.Inactive, $"The user is {facts.Source.InactiveReason} and was never provisioned; nothing is created for who is not in use.");
        if (facts.Scope is { Assigned: false })
            return (ExplainVerdict.NotAssigned, "The user is not assigned to the application, directly or through a group. Assign the user, or let the job provision all (SyncAll).");
        if (facts.Scope is { Included: false } scope)
            return (ExplainVerdict.OutOfScope, $"The user is out of scope: {Failing(scope)}");
        return Obstacle(facts) ?? NotRun(facts) ?? Waiting(facts)
            ?? (ExplainVerdict.NotYet, "The user is in scope and not linked. The job comes to it with its next cycle, or on demand.");
    }

    private static (string, string) Linked(ExplainFacts facts, LinkFacts link)
    {
        if (facts.Source is null)
            return NotRun(facts) ?? (ExplainVerdict.NotYet, "The user was removed from the directory for good. The object at the target goes with the next cycle, if the mapping allows deletes.");
        var behind = link.VersionSettled < facts.Source.Version;
        if (behind && (NotRun(facts) ?? Waiting(facts)) is { } waiting)
            return waiting;
        if (Obstacle(facts) is { } obstacle)
            return obstacle;
        if (facts.Source.Inactive)
            return link.Active
                ? (ExplainVerdict.NotYet, $"The user is {facts.Source.InactiveReason}; the account at the target is still in use. It is taken out of use by the next cycle.")
                : (ExplainVerdict.Deprovisioned, $"The user is {facts.Source.InactiveReason}, and the account at the target was taken out of use.");
        if (facts.References.Count > 0)
            return (ExplainVerdict.WaitingForReference, ExplainStatements.Reference(facts.References[0]));
        return facts.Now is { Action: not ChangeAction.None }
            ? (ExplainVerdict.Drifted, $"{Differing(facts)} at the target although nothing changed in the directory. The job writes it when the user changes next, with a restart, or on demand.")
            : (ExplainVerdict.InSync, facts.Now is null ? "The target is known to have what the directory has." : "The target has what the directory has: nothing to do.");
    }

    /// <summary>Something in the object, the mapping or the target that keeps it from being provisioned.</summary>
    private static (string, string)? Obstacle(ExplainFacts facts) => facts.Now switch
    {
        { Reason: Reasons.ImportSkipped } => (ExplainVerdict.NoMatchingValue, "The user has no value for any matching attribute, so the target cannot be asked whether it has the user already. Give the attribute a value."),
        { Reason: Reasons.DuplicateTargetEntries } now => (ExplainVerdict.Conflict, now.Detail),
        { IsFailure: true } now => (ExplainVerdict.Invalid, now.Detail),
        { Action: ChangeAction.None, TargetId: null, Detail.Length: > 0 } now => (ExplainVerdict.Invalid, now.Detail),
        _ => null,
    };

    private static (string, string)? NotRun(ExplainFacts facts) => facts.Job.Code switch
    {
        JobCode.NotConfigured => (ExplainVerdict.NotStarted, "The job was never started. Look at its plan, then start it: sutler job start."),
        JobCode.Paused => (ExplainVerdict.Paused, "The job is paused. It goes on where it was when it is started."),
        _ => null,
    };

    private static (string, string)? Waiting(ExplainFacts facts)
    {
        if (facts.Job.Cycle is { Kind: CycleKind.Initial, EndedAt: null } cycle)
            return (ExplainVerdict.NotYet, $"The initial cycle runs since {Text(cycle.StartedAt)} and has not come to this object.");
        return facts.Before switch
        {
            null => null,
            0 => (ExplainVerdict.NotYet, "The change is the next one that the job looks at."),
            { } before => (ExplainVerdict.NotYet, string.Create(CultureInfo.InvariantCulture, $"The job looks at {before} other changed objects before this one.")),
        };
    }

    public static string NextTry(EscrowFacts escrow) => escrow.NextDue switch
    {
        null => $"It failed {Times(escrow.Attempts)} and is tried again when the object changes, or on demand.",
        "" => $"It failed {Times(escrow.Attempts)} and is tried again at once.",
        { } due => $"It failed {Times(escrow.Attempts)} and is tried again at {due}.",
    };

    private static string Times(long attempts) => attempts == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{attempts} times");

    private static string Failing(OnDemand.ScopeView scope) =>
        string.Join("; ", scope.Checks.Where(check => !check.Holds).Select(check => $"{check.Rule} does not hold, the value is {(check.Value.Length == 0 ? "empty" : $"'{check.Value}'")}")) + ".";

    private static string Differing(ExplainFacts facts)
    {
        var names = facts.Now!.Attributes.Select(attribute => ExplainStatements.Short(attribute.Mapping.TargetName)).ToList();
        return names.Count == 0 ? "The object is otherwise" : $"{string.Join(", ", names)} {(names.Count == 1 ? "is" : "are")} otherwise";
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
