using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Dev;

/// <summary>What the service says of an import, told to people: how each column was read, what was superseded, what was refused and why.</summary>
internal sealed class ImportResult(JsonNode report)
{
    private const int MostShown = 20;

    public long FeedPosition => Number("feedPosition");

    public long Refused => Number("refusedCount");

    public long Workers => Number("workers");

    public void Tell(Screen screen)
    {
        var columns = report["columns"]!.AsArray().Select(column => $"{Text(column, "name")} -> {Text(column, "readAs")}");
        screen.Say($"Columns: {string.Join(", ", columns)}");
        screen.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{Number("rows")} rows, {Workers} workers ({Number("superseded")} rows superseded by a later row of the same worker): "
            + $"{Number("created")} new, {Number("updated")} changed, {Number("disabled")} disabled, {Number("unchanged")} unchanged, {Refused} refused"));
        foreach (var warning in report["warnings"]!.AsArray())
            screen.Say($"Warning: {warning}");
        foreach (var problem in report["refused"]!.AsArray().Take(MostShown))
            screen.Say(Describe(problem!));
        if (Refused > MostShown)
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"... and {Refused - MostShown} more"));
        if (Number("unresolvedManagers") > 0)
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"{Number("unresolvedManagers")} workers name a manager who is not in the directory, or themselves; they are left without one until that changes"));
        if (!report["complete"]!.GetValue<bool>())
            screen.Say("The file could not be read whole, so nobody is disabled for being absent from it.");
    }

    private static string Describe(JsonNode problem)
    {
        var column = problem["column"] is JsonValue value ? $", column {value}" : "";
        return $"Refused: line {problem["line"]}{column}: {Text(problem, "problem")} {Text(problem, "remedy")}".TrimEnd();
    }

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";

    private long Number(string key) => report[key]!.GetValue<long>();
}
