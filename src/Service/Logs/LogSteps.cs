using System.Globalization;
using Sutler.Service.Planning;

namespace Sutler.Service.Logs;

/// <summary>
/// Tells a row step by step, in the original's order: import, matching, scoping, processing, references, export (S/LOG-7, S/LOG-7a). Where something
/// went wrong that step fails and those after it are not told. Pure.
/// </summary>
internal static class LogSteps
{
    public static IReadOnlyList<LogStep> Of(LogRecord row, LogRowFacts facts)
    {
        var steps = new List<LogStep> { Import(row, facts) };
        var failed = row.Status == LogWords.Failure ? FailedAt(row, facts) : "";
        if (facts.Matching is not null || failed == "matching")
            steps.Add(Matching(row, facts, failed == "matching"));
        steps.Add(Scoping(row, facts));
        if (failed == "matching")
            return steps;
        if (failed == "processing")
        {
            steps.Add(new LogStep("EntrySynchronization" + Verb(row), "processing", LogWords.Failure, facts.Message ?? "") { Details = Details(("ErrorCode", row.ErrorCode)) });
            return steps;
        }

        if (facts.Pending is { } pending)
            steps.Add(References(pending));
        steps.Add(row.Action == LogWords.Other && row.Status != LogWords.Failure ? Skip(row, facts) : Export(row, facts));
        return steps;
    }

    private static LogStep Import(LogRecord row, LogRowFacts facts)
    {
        var gone = facts.Situation is nameof(Situation.SourceGone);
        var name = gone ? "EntryImportDelete" : facts.Matching is not null ? "EntryImportAdd" : "EntryImport";
        return new LogStep(name, "import", LogWords.Success, gone ? $"'{Name(row)}' is gone from the directory." : $"'{Name(row)}' was read from the directory.")
        {
            Details = Details(("objectId", row.SourceId), ("sourceVersion", facts.SourceVersion?.ToString(CultureInfo.InvariantCulture)), ("accountEnabled", Flag(facts.IsActive))),
        };
    }

    private static LogStep Matching(LogRecord row, LogRowFacts facts, bool failed)
    {
        var found = facts.Matches.ToString(CultureInfo.InvariantCulture);
        var asked = facts.Matching is null ? "" : string.Join(", ", facts.Matching.Select(match => $"{match.Key} = '{match.Value}'"));
        var description = failed ? facts.Message ?? ""
            : facts.Situation is nameof(Situation.Matched) ? $"One object at the target matches '{Name(row)}' by {asked}; it is linked."
            : $"No object at the target matches '{Name(row)}' by {asked}.";
        return new LogStep(facts.Situation is nameof(Situation.Matched) ? "EntrySynchronizationUpdate" : "EntrySynchronizationAdd", "matching", failed ? LogWords.Failure : LogWords.Success, description)
        {
            Details = Details([("MatchCount", found), .. (facts.Matching ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(match => (match.Key, (string?)match.Value)), ("ErrorCode", failed ? row.ErrorCode : null)]),
        };
    }

    private static LogStep Scoping(LogRecord row, LogRowFacts facts)
    {
        var inScope = !facts.IsOutOfScope && facts.Situation is not (nameof(Situation.OutOfScope) or nameof(Situation.SourceGone));
        return new LogStep("EntrySynchronizationScoping", "scoping", inScope ? LogWords.Success : LogWords.Skipped, inScope ? $"'{Name(row)}' is in scope." : facts.ScopeReason is { } why ? $"'{Name(row)}' is {why}." : facts.Detail.Length > 0 ? facts.Detail : $"'{Name(row)}' is out of scope.")
        {
            Details = Details(
            [
                ("IsActive", Flag(facts.IsActive && facts.Situation is not nameof(Situation.SourceGone))),
                ("Assigned", Flag(!facts.IsUnassigned)),
                ("IsEffectivelyEntitledForProvisioning", Flag(!facts.IsUnassigned)),
                ("IsInProvisioningScope", Flag(inScope)),
                ("IsInProvisioningScopeDisplayName", inScope ? "Scoping filter evaluation passed" : "Scoping filter evaluation failed"),
                ("ScopeEvaluationResult", facts.ScopeReason),
                ("SkipReason", inScope ? null : row.ErrorCode ?? facts.Reason),
            ]),
        };
    }

    private static LogStep References(IReadOnlyDictionary<string, string?> pending) =>
        new("EntrySynchronizationReferenceResolution", "referenceResolution", LogWords.Skipped, "References wait until what they refer to is provisioned, and are set then by themselves.")
        {
            Details = Details([.. pending.Select(reference => (reference.Key, (string?)(reference.Value ?? "unknown")))]),
        };

    /// <summary>Nothing was sent; the original tells it as a step of type export.</summary>
    private static LogStep Skip(LogRecord row, LogRowFacts facts)
    {
        var redundant = facts.Reason == Reasons.RedundantExport;
        var message = redundant ? "The state of the entry in both the source and target systems already match. No change to the entry needs to be made." : facts.Detail;
        return new LogStep("EntrySynchronizationSkip", "export", LogWords.Skipped, message) { Details = Details(("SkipReason", facts.Reason), ("Skipped", message), ("IsActive", Flag(facts.IsActive))) };
    }

    private static LogStep Export(LogRecord row, LogRowFacts facts)
    {
        var failed = row.Status == LogWords.Failure;
        var done = row.Action switch { LogWords.Create => "created", LogWords.Delete => "deleted", LogWords.Disable => "taken out of use", _ => "updated" };
        return new LogStep("EntryExport" + Verb(row), "export", row.Status, failed ? facts.Message ?? "" : facts.Message ?? $"'{Name(row)}' was {done} at the target.")
        {
            Details = Details(("ReportableIdentifier", Name(row)), ("TargetId", row.TargetId), ("ErrorCode", failed ? row.ErrorCode : null), ("WillBeRetried", failed ? Flag(facts.IsRetried) : null)),
        };
    }

    /// <summary>What was sent and refused failed at the export; otherwise the code says where planning ended.</summary>
    private static string FailedAt(LogRecord row, LogRowFacts facts) => row.ErrorCode switch
    {
        _ when facts.Duration is not null => "export",
        Reasons.DuplicateTargetEntries or Reasons.DuplicateSourceEntries or Reasons.EntryConflict or Reasons.ImportSkipped => "matching",
        Reasons.AttributeMappingExpressionError or Reasons.UnableToResolveReferenceAttributeValue => "processing",
        _ => "export",
    };

    private static string Verb(LogRecord row) => row.Action switch
    {
        LogWords.Create => "Add",
        LogWords.Delete => "Delete",
        _ => "Update",
    };

    private static string Name(LogRecord row) => row.SourceName ?? row.SourceId;

    private static string Flag(bool value) => value ? "True" : "False";

    private static Dictionary<string, string> Details(params IEnumerable<(string Key, string? Value)> details)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in details)
        {
            if (value is not null)
                kept[key] = value;
        }

        return kept;
    }
}
