using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Directory.Delta;

/// <summary>A client that follows a delta query and keeps what it is told, as Graph's documentation says to.</summary>
internal sealed class DeltaFollower(HttpClient http, string begin, int pageSize)
{
    private readonly Dictionary<string, (string Name, string Manager)> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private string _next = begin;

    public bool AtEnd { get; private set; }

    /// <summary>Reads one page and takes it in; returns what stood on it.</summary>
    public async Task<JsonArray> PageAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _next);
        request.Headers.Add("Prefer", string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={pageSize}"));
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var page = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        AtEnd = page["@odata.deltaLink"] is not null;
        _next = (page["@odata.nextLink"] ?? page["@odata.deltaLink"])!.ToString();
        foreach (var item in page["value"]!.AsArray())
            Take(item!.AsObject());
        return page["value"]!.AsArray();
    }

    public async Task ToTheEndAsync()
    {
        do
            await PageAsync();
        while (!AtEnd);
    }

    public List<string> Members(string group) => [.. _members.GetValueOrDefault(group, []).Order(StringComparer.Ordinal)];

    /// <summary>Everything known, a line an object, in the order of ids.</summary>
    public List<string> Shown() => [.. _objects.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key} {pair.Value.Name} {pair.Value.Manager}{string.Join(',', Members(pair.Key))}")];

    private void Take(JsonObject item)
    {
        var id = item["id"]!.ToString();
        if (item["@removed"] is not null)
        {
            _objects.Remove(id);
            _members.Remove(id);
            return;
        }

        if (item.ContainsKey("displayName"))
            _objects[id] = (item["displayName"]?.ToString() ?? "", item["manager@delta"]?.AsArray().FirstOrDefault()?["id"]?.ToString() ?? "");
        foreach (var member in item["members@delta"]?.AsArray() ?? [])
        {
            var own = _members.TryGetValue(id, out var known) ? known : _members[id] = new HashSet<string>(StringComparer.Ordinal);
            if (member!["@removed"] is null)
                own.Add(member["id"]!.ToString());
            else
                own.Remove(member["id"]!.ToString());
        }
    }
}
