using System.Text.Json.Nodes;
using System.Xml.Linq;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Reports;

namespace Sutler.Conformance.Tests.Reports;

public sealed class ReportTests
{
    private static readonly ConformanceReport Report = new()
    {
        Url = "http://localhost/scim",
        StartedAt = DateTimeOffset.UnixEpoch,
        Seconds = 1.5,
        Results =
        [
            Result("a", CaseLevel.Must, CaseOutcome.Passed),
            Result("b", CaseLevel.Must, CaseOutcome.Failed) with { Reason = "expected 1; came 2\u0001", Request = "curl <x>", Answer = "status 200" },
            Result("c", CaseLevel.Should, CaseOutcome.Failed),
            Result("d", CaseLevel.May, CaseOutcome.Skipped) with { Reason = "no bulk" },
        ],
    };

    [Fact]
    public void The_summary_is_one_line_with_totals_and_failures()
    {
        var text = JsonReport.Summary(Report);
        text.ShouldNotContain("\n");
        var summary = JsonNode.Parse(text)!;
        (summary["cases"]!.GetValue<int>(), summary["passed"]!.GetValue<int>(), summary["failed"]!.GetValue<int>(), summary["skipped"]!.GetValue<int>()).ShouldBe((4, 1, 2, 1));
        (summary["mustFailed"]!.GetValue<int>(), summary["shouldFailed"]!.GetValue<int>()).ShouldBe((1, 1));
        summary["failures"]!.AsArray().Select(one => one!["id"]!.ToString()).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void The_full_report_holds_every_case() =>
        JsonNode.Parse(JsonReport.Full(Report))!["results"]!.AsArray().Select(one => one!["outcome"]!.ToString()).ShouldBe(["passed", "failed", "failed", "skipped"]);

    [Fact]
    public void Only_a_failed_must_is_a_failure_for_JUnit()
    {
        var suite = XDocument.Parse(JUnitReport.Write(Report)).Descendants("testsuite").Single();
        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("skipped")!.Value).ShouldBe(("4", "1", "2"));
        suite.Descendants("failure").Single().Attribute("message")!.Value.ShouldBe("expected 1; came 2?");
    }

    private static CaseResult Result(string id, CaseLevel level, CaseOutcome outcome) =>
        new() { Case = new ConformanceCase { Id = id, Title = "t", Theme = "theme", Source = "RFC7644 3", Level = level }, Outcome = outcome };
}
