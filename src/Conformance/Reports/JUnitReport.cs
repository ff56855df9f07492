using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Sutler.Conformance.Cases;

namespace Sutler.Conformance.Reports;

/// <summary>
/// The report as JUnit XML, a suite a theme. Only a failed <c>must</c> is a failure there, as only it fails the run; an unmet
/// <c>should</c> or <c>may</c> stands as skipped, with what failed.
/// </summary>
public static class JUnitReport
{
    public static string Write(ConformanceReport report)
    {
        var suites = report.Results.GroupBy(result => result.Case.Theme, StringComparer.Ordinal).Select(Suite);
        var root = new XElement("testsuites", new XAttribute("name", "SCIM conformance"), suites);
        return new XDocument(new XDeclaration("1.0", "utf-8", null), root).Declaration + "\n" + root;
    }

    private static XElement Suite(IGrouping<string, CaseResult> theme) => new(
        "testsuite",
        new XAttribute("name", theme.Key),
        new XAttribute("tests", theme.Count()),
        new XAttribute("failures", theme.Count(Fails)),
        new XAttribute("skipped", theme.Count(result => result.Outcome != CaseOutcome.Passed && !Fails(result))),
        new XAttribute("time", Seconds(theme.Sum(result => result.Seconds))),
        theme.Select(Case));

    private static XElement Case(CaseResult result) => new(
        "testcase",
        new XAttribute("classname", result.Case.Theme),
        new XAttribute("name", $"{result.Case.Id}: {result.Case.Title} [{result.Case.Source}]"),
        new XAttribute("time", Seconds(result.Seconds)),
        Verdict(result));

    private static XElement? Verdict(CaseResult result) => result.Outcome switch
    {
        CaseOutcome.Passed => null,
        CaseOutcome.Skipped => new XElement("skipped", new XAttribute("message", Printable(result.Reason))),
        _ when Fails(result) => new XElement(
            "failure", new XAttribute("message", Printable(result.Reason)), new XAttribute("type", "must"), Printable($"{result.Request}\n{result.Answer}")),
        _ => new XElement("skipped", new XAttribute("message", Printable($"{Words.Of(result.Case.Level)} not met: {result.Reason}"))),
    };

    private static bool Fails(CaseResult result) => result.Outcome == CaseOutcome.Failed && result.Case.Level == CaseLevel.Must;

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    // An answer may hold characters that XML has no form for.
    private static string Printable(string? text)
    {
        var printable = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
            printable.Append(rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and <= 0xFFFD) or >= 0x10000 ? rune.ToString() : "?");
        return printable.ToString();
    }
}
