using System.Text.Json.Nodes;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary>Shows plans as tables.</summary>
internal static class PlanPrinter
{
    /// <summary>Shows counts and the first items; with JSON output the plan with its items.</summary>
    public static async Task ShowAsync(JobCall call, JsonObject plan, int items, CancellationToken cancellationToken)
    {
        var shown = items == 0 ? [] : (await call.Api.GetAsync(
            $"api/v1/plans/{plan["id"]}/items?action=disable,delete,create,update,conflict,invalid,cannotUndo&$top={items}", cancellationToken))["value"]!.AsArray();
        if (call.Screen.Json)
        {
            var json = plan.DeepClone().AsObject();
            json["items"] = shown.DeepClone();
            Screen.WriteJson(json.ToJsonString());
            return;
        }

        call.Screen.Say($"Plan {plan["id"]} ({plan["trigger"]}): {plan["state"]}{(plan["message"] is { } message ? $". {message}" : "")}");
        var counts = plan["counts"]!.AsObject().Select(pair => (IReadOnlyList<string>)[pair.Key, pair.Value!.ToString()]).ToList();
        call.Screen.People.Write(Table.Render(["Action", "Objects"], counts));
        if (shown.Count == 0)
            return;
        call.Screen.Say("");
        var rows = shown.Select(item => (IReadOnlyList<string>)[item!["action"]!.ToString(), item["displayName"]!.ToString(), Differences(item), item["detail"]!.ToString()]).ToList();
        call.Screen.People.Write(Table.Render(["Action", "Object", "Values", "Why"], rows));
        var all = plan["counts"]!.AsObject().Where(pair => pair.Key is not ("unchanged" or "skip")).Sum(pair => pair.Value!.GetValue<long>());
        if (all > shown.Count)
            call.Screen.Say($"… and {all - shown.Count} more: --items N shows more, GET /api/v1/plans/{plan["id"]}/items all.");
    }

    private static string Differences(JsonNode item)
    {
        var parts = item["attributes"]!.AsArray().Select(attribute => $"{Short(attribute!["name"]!.ToString())}: {Text(attribute["before"])} → {(attribute["waitsFor"] is null ? Text(attribute["after"]) : "later")}").ToList();
        return parts.Count > 3 ? $"{string.Join(", ", parts.Take(3))}, … {parts.Count - 3} more" : string.Join(", ", parts);
    }

    private static string Text(JsonNode? value) => value?.ToString() is { Length: > 0 } text ? text.Length > 30 ? text[..30] + "…" : text : "-";

    private static string Short(string name) => name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? name[(name.LastIndexOf(':') + 1)..] : name;
}
