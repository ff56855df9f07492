using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Jobs;

/// <summary>Reads what a PATCH of a job asks for: settings, and the schedule's interval, which is one of them (S/PERF-1). Pure.</summary>
internal static class JobChange
{
    private const int MostSettings = 100;

    public static IReadOnlyList<KeyValuePair<string, string?>> Read(JsonObject body)
    {
        Body.Allow(body, "schedule", "synchronizationJobSettings");
        var changes = new List<KeyValuePair<string, string?>>();
        if (body["synchronizationJobSettings"] is { } settings)
            changes.AddRange(ReadSettings(settings as JsonArray ?? throw Refuse()));
        if (body["schedule"] is { } schedule)
            changes.Add(new(JobSettings.Names.Interval, ReadInterval(schedule as JsonObject ?? throw ApiException.BadRequest("schedule must be {\"interval\": \"PT40M\"}."))));
        return changes.Count > 0 ? changes : throw Refuse();
    }

    private static IEnumerable<KeyValuePair<string, string?>> ReadSettings(JsonArray settings)
    {
        if (settings.Count > MostSettings)
            throw Refuse();
        return settings.Select(item => item is JsonObject setting && Body.Text(setting, "name") is { Length: > 0 } name
            ? new KeyValuePair<string, string?>(name, Value(setting["value"]))
            : throw Refuse());
    }

    private static string? Value(JsonNode? node) => node?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => node.ToJsonString(),
        _ => throw Refuse(),
    };

    private static string? ReadInterval(JsonObject schedule)
    {
        if (schedule["state"] is not null)
            throw ApiException.BadRequest("The state of the schedule is changed with POST …/start and …/pause.");
        Body.Allow(schedule, "interval", "expiration");
        return schedule.ContainsKey("interval") ? Body.Text(schedule, "interval") : throw ApiException.BadRequest("schedule has no interval. Give one from PT10S to PT24H, or null for the product's own.");
    }

    private static ApiException Refuse() =>
        ApiException.BadRequest($"The body is {{\"synchronizationJobSettings\": [{{\"name\": …, \"value\": …}}], \"schedule\": {{\"interval\": \"PT40M\"}}}}, with at most {MostSettings} settings; a value of null takes a setting away.");
}
