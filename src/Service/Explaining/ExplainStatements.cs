using System.Globalization;

namespace Sutler.Service.Explaining;

/// <summary>A sentence for every fact, in the order in which the job goes: directory, scope, link, values, references, tries, place in the queue, history. Pure.</summary>
internal static class ExplainStatements
{
    public static IEnumerable<ExplainStatement> Of(ExplainFacts facts)
    {
        yield return new("directory", Directory(facts.Source));
        if (facts.Scope is { } scope)
        {
            yield return new("scope", scope.Assigned ? "Assigned to the application, or the job provisions all." : "Not assigned to the application.");
            foreach (var check in scope.Checks)
                yield return new("scope", $"{check.Rule} {(check.Holds ? "holds" : "does not hold")}: the value is '{check.Value}'.");
        }

        yield return new("link", Link(facts));
        foreach (var value in facts.Values)
            yield return new("value", Value(value));
        foreach (var reference in facts.References)
            yield return new("reference", Reference(reference));
        if (facts.Escrow is { } escrow)
            yield return new("retry", $"{escrow.Code}: {escrow.Reason} {Explainer.NextTry(escrow)}");
        if (facts.Fault is { } fault)
            yield return new("target", fault);
        yield return new("queue", Queue(facts));
        yield return new("schema", string.Create(CultureInfo.InvariantCulture, $"The job works by version {facts.Job.SchemaVersion} of its schema."));
        foreach (var row in facts.History)
            yield return new("history", History(row));
    }

    public static string Reference(ReferenceFacts reference)
    {
        var name = Short(reference.Attribute);
        return reference switch
        {
            { ReferentId: null } => $"{name} waits: the directory does not have the object that it names. It is set as soon as it has.",
            { ReferentLinked: false } => $"{name} waits for {reference.ReferentName ?? reference.ReferentId}, who is not provisioned yet. It is set as soon as that is done.",
            _ => $"{name} is set to {reference.ReferentName ?? reference.ReferentId} with the next cycle.",
        };
    }

    /// <summary>The last part of an attribute's name.</summary>
    public static string Short(string attribute) => attribute.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? attribute[(attribute.LastIndexOf(':') + 1)..] : attribute;

    private static string Directory(SourceFacts? source) => source switch
    {
        null => "Not in the directory.",
        { DeletedAt: { } at } => $"Deleted in the directory at {at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}.",
        { Enabled: false } => "In the directory, and disabled there.",
        _ => string.Create(CultureInfo.InvariantCulture, $"In the directory and enabled; last changed at feed position {source.Version}."),
    };

    private static string Link(ExplainFacts facts)
    {
        if (facts.Link is not { } link)
            return facts.Now?.TargetId is { } found ? $"Not linked; the object {found} of the target matches." : "Not linked to any object of the target.";
        var how = facts.First switch
        {
            { Situation: "Matched" } first => $", found there by its matching values at {first.At}",
            { Situation: "Absent" } first => $", created there at {first.At}",
            _ => "",
        };
        return $"Linked to {link.TargetId}{how}; the account is {(link.Active ? "in use" : "out of use")}.";
    }

    private static string Value(ValueFacts value)
    {
        var name = Short(value.Attribute);
        var inputs = value.Inputs.Count == 0 ? "" : $" with {string.Join(", ", value.Inputs.Select(input => $"{input.Key} = {Quoted(input.Value)}"))}";
        if (value.Error is { } error)
            return $"{name}: {value.Source}{inputs} gives nothing: {error}";
        var expected = $"{name} should be {Quoted(value.Expected)}: {value.Source}{inputs}";
        if (!value.IsKnown)
            return expected + ".";
        if (value.Same)
            return $"{expected}. The target has it.";
        return value switch
        {
            { Expected: null } => $"{name} is {Quoted(value.Actual)} at the target; {value.Source}{inputs} gives nothing, so it is left alone.",
            { AddOnly: true } => $"{expected}. The target has {Quoted(value.Actual)}; it is set at creation only.",
            _ => $"{expected}. The target has {Quoted(value.Actual)}.",
        };
    }

    private static string Queue(ExplainFacts facts)
    {
        var job = facts.Job;
        var place = job.Watermark is { } watermark
            ? $"The job has taken in the directory up to feed position {watermark} of {job.FeedPosition}"
            : $"The job has not ended a cycle; the directory is at feed position {job.FeedPosition}";
        return facts.Before is { } before
            ? string.Create(CultureInfo.InvariantCulture, $"{place}; {before} changed objects come before this one.")
            : $"{place}; no change of this object waits.";
    }

    private static string History(HistoryFacts row) =>
        $"{row.At}: {row.Action}, {row.Status}{(row.Code is null ? "" : $" ({row.Code})")}{(row.By is null ? "" : $", by {row.By}")}{(row.Reason is { Length: > 0 } reason ? $": {reason}" : ".")}";

    private static string Quoted(string? value) => value is null ? "empty" : $"'{value}'";
}
