namespace Sutler.Service.Explaining;

/// <summary>Explanations as the API shows them. Pure.</summary>
internal static class ExplainView
{
    public static object Show(ExplainFacts facts)
    {
        var explanation = Explainer.Explain(facts);
        return new
        {
            objectId = facts.ObjectId,
            displayName = facts.DisplayName,
            jobId = facts.Job.Id,
            application = facts.Job.Application,
            verdict = explanation.Verdict,
            summary = explanation.Summary,
            statements = explanation.Statements,
            inDirectory = facts.Source,
            scope = facts.Scope,
            link = facts.Link,
            action = facts.Now?.Action.ToString(),
            values = facts.Values,
            references = facts.References,
            escrow = facts.Escrow,
            openAction = facts.OpenAction,
            held = explanation.Verdict == ExplainVerdict.Held,
            queue = new { watermark = facts.Job.Watermark, feedPosition = facts.Job.FeedPosition, before = facts.Before },
            schemaVersion = facts.Job.SchemaVersion,
            targetFault = facts.Fault,
            history = facts.History,
        };
    }

    /// <summary>One row of a person's table (S/OPS-2).</summary>
    public static object ShowRow(ExplainFacts facts)
    {
        var explanation = Explainer.Explain(facts);
        var last = facts.History.Count > 0 ? facts.History[0] : null;
        return new
        {
            jobId = facts.Job.Id,
            applicationId = facts.Job.ApplicationId,
            application = facts.Job.Application,
            verdict = explanation.Verdict,
            summary = explanation.Summary,
            expected = facts.Source is null or { Inactive: true } ? "notInUse" : "inUse",
            actual = facts.Link is null ? "absent" : facts.Link.Active ? "inUse" : "notInUse",
            targetId = facts.Link?.TargetId,
            inSync = explanation.Verdict is ExplainVerdict.InSync or ExplainVerdict.Deprovisioned,
            lastAction = last?.Action,
            lastStatus = last?.Status,
            lastDateTime = last?.At,
            nextAttempt = facts.Escrow?.NextDue,
        };
    }
}
