using System.Globalization;
using Sutler.Cli.Output;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Reports;

namespace Sutler.Cli.Commands.Conformance;

/// <summary>Shows cases and results to people, or the totals as one line of JSON.</summary>
internal static class ConformanceView
{
    public static int List(IReadOnlyList<ConformanceCase> cases, Screen screen)
    {
        var rows = cases.Select(one => (IReadOnlyList<string>)[one.Id, Words.Of(one.Level), one.Source, one.Title]).ToList();
        screen.People.Write(Table.Render(["Id", "Level", "Source", "Title"], rows));
        screen.Say($"{cases.Count} cases");
        if (screen.Json)
            Screen.WriteJson(JsonReport.Listing(cases));
        return 0;
    }

    public static void Show(ConformanceReport report, Screen screen)
    {
        foreach (var result in report.Results.Where(result => result.Outcome == CaseOutcome.Failed))
            ShowFailure(result, screen);
        ShowSkipped(report, screen);
        screen.Say("");
        screen.People.Write(Table.Render(["Theme", "Passed", "Failed", "Skipped"], Themes(report)));
        foreach (var path in report.LeftBehind)
            screen.Say($"Left behind: {path} could not be deleted.");
        screen.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Count(CaseOutcome.Passed)} passed, {report.Count(CaseOutcome.Failed)} failed ({report.Failed(CaseLevel.Must)} must, {report.Failed(CaseLevel.Should)} should, {report.Failed(CaseLevel.May)} may), {report.Count(CaseOutcome.Skipped)} skipped in {report.Seconds:0.0} s"));
        if (screen.Json)
            Screen.WriteJson(JsonReport.Summary(report));
    }

    private static void ShowFailure(CaseResult result, Screen screen)
    {
        screen.Say("");
        screen.Say($"FAILED {result.Case.Id} ({Words.Of(result.Case.Level)}, {result.Case.Source}): {result.Case.Title}");
        if (result.Request is null)
        {
            screen.Say($"  {result.Reason}");
            return;
        }

        screen.Say($"  expected  {result.Expected}");
        screen.Say($"  came      {result.Came}");
        if (result.Answer != result.Came)
            screen.Say($"  answer    {result.Answer}");
        screen.Say($"  request   {result.Request}");
    }

    private static void ShowSkipped(ConformanceReport report, Screen screen)
    {
        foreach (var reason in report.Results.Where(result => result.Outcome == CaseOutcome.Skipped).GroupBy(result => result.Reason, StringComparer.Ordinal))
        {
            screen.Say("");
            screen.Say($"SKIPPED because {reason.Key}:");
            screen.Say("  " + string.Join(", ", reason.Select(result => result.Case.Id)));
        }
    }

    private static List<IReadOnlyList<string>> Themes(ConformanceReport report) =>
        [.. report.Results.GroupBy(result => result.Case.Theme, StringComparer.Ordinal).Select(theme => (IReadOnlyList<string>)
            [theme.Key, Number(theme, CaseOutcome.Passed), Number(theme, CaseOutcome.Failed), Number(theme, CaseOutcome.Skipped)])];

    private static string Number(IEnumerable<CaseResult> results, CaseOutcome outcome) =>
        results.Count(result => result.Outcome == outcome).ToString(CultureInfo.InvariantCulture);
}
