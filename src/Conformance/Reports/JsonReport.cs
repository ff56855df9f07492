using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Reports;

/// <summary>The report for machines.</summary>
public static class JsonReport
{
    /// <summary>Totals and the failures, on one line.</summary>
    public static string Summary(ConformanceReport report)
    {
        var totals = Totals(report);
        totals["failures"] = new JsonArray([.. report.Results.Where(result => result.Outcome == CaseOutcome.Failed).Select(Describe)]);
        return totals.ToJsonString(PlainJson.Options);
    }

    /// <summary>Totals and every case.</summary>
    public static string Full(ConformanceReport report)
    {
        var totals = Totals(report);
        totals["results"] = new JsonArray([.. report.Results.Select(Describe)]);
        return totals.ToJsonString(PlainJson.Indented);
    }

    /// <summary>Cases that have not been run, on one line.</summary>
    public static string Listing(IReadOnlyList<ConformanceCase> cases) =>
        new JsonObject { ["cases"] = new JsonArray([.. cases.Select(Describe)]) }.ToJsonString(PlainJson.Options);

    private static JsonObject Totals(ConformanceReport report) => new()
    {
        ["url"] = report.Url,
        ["startedAt"] = report.StartedAt.ToString("O"),
        ["seconds"] = report.Seconds,
        ["cases"] = report.Results.Count,
        ["passed"] = report.Count(CaseOutcome.Passed),
        ["failed"] = report.Count(CaseOutcome.Failed),
        ["skipped"] = report.Count(CaseOutcome.Skipped),
        ["mustFailed"] = report.Failed(CaseLevel.Must),
        ["shouldFailed"] = report.Failed(CaseLevel.Should),
        ["mayFailed"] = report.Failed(CaseLevel.May),
        ["leftBehind"] = new JsonArray([.. report.LeftBehind.Select(path => (JsonNode)path)]),
    };

    private static JsonObject Describe(ConformanceCase one) => new()
    {
        ["id"] = one.Id,
        ["title"] = one.Title,
        ["theme"] = one.Theme,
        ["source"] = one.Source,
        ["level"] = Words.Of(one.Level),
    };

    private static JsonNode Describe(CaseResult result)
    {
        var described = Describe(result.Case);
        described["outcome"] = Words.Of(result.Outcome);
        described["seconds"] = Math.Round(result.Seconds, 4);
        foreach (var (name, value) in new[] { ("reason", result.Reason), ("expected", result.Expected), ("came", result.Came), ("answer", result.Answer), ("request", result.Request) })
        {
            if (value is not null)
                described[name] = value;
        }

        return described;
    }
}
