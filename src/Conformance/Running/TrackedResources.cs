using System.Text.Json.Nodes;
using Sutler.Conformance.Expectations;

namespace Sutler.Conformance.Running;

/// <summary>
/// The resources that a case has made, from the answers alone, so that even those that a wrong server made against the case's
/// expectation are deleted.
/// </summary>
internal sealed class TrackedResources
{
    private readonly List<string> _paths = [];

    /// <summary>Paths below the base URL, newest first.</summary>
    public IEnumerable<string> NewestFirst => _paths.AsEnumerable().Reverse();

    public void Note(HttpExchange exchange)
    {
        if (exchange.Request.Method != "POST" || !exchange.Succeeded || exchange.Json() is not JsonObject answer)
            return;
        var path = exchange.Request.Path.Split('?')[0].TrimEnd('/');
        if (path.EndsWith("/Bulk", StringComparison.OrdinalIgnoreCase))
            NoteBulk(answer);
        else if (!path.EndsWith("/.search", StringComparison.OrdinalIgnoreCase) && JsonPath.Find(answer, "id")?.ToString() is { Length: > 0 } id)
            _paths.Add($"{path}/{Uri.EscapeDataString(id)}");
    }

    private void NoteBulk(JsonObject answer)
    {
        foreach (var operation in JsonPath.Find(answer, "Operations") as JsonArray ?? [])
        {
            var created = string.Equals(JsonPath.Find(operation, "method")?.ToString(), "POST", StringComparison.OrdinalIgnoreCase);
            var location = JsonPath.Find(operation, "location")?.ToString();
            // The last two segments, whatever the server takes its own address for.
            if (created && location?.TrimEnd('/').Split('/') is [.., var endpoint, var id])
                _paths.Add($"/{endpoint}/{id}");
        }
    }
}
