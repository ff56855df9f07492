using System.Text.Json.Nodes;
using Sutler.Conformance.Expectations;

namespace Sutler.Conformance.Running;

/// <summary>Deletes what a run has made, also when the run was called off; bounded by the timeout of each request.</summary>
internal static class Cleanup
{
    private const int MaxRounds = 20;

    /// <summary>Deletes resources by path; what is gone already is as good.</summary>
    public static async Task DeleteAsync(RunContext context, IEnumerable<string> paths)
    {
        foreach (var path in paths)
            await context.Client.SendAsync(new OutgoingRequest("DELETE", path), CancellationToken.None);
    }

    /// <summary>
    /// Looks for resources that bear this run's prefix (left by an answer that was lost) and deletes them.
    /// </summary>
    /// <returns>Paths of those that could not be deleted.</returns>
    public static async Task<IReadOnlyList<string>> SweepAsync(RunContext context)
    {
        var left = new List<string>();
        foreach (var (endpoint, attribute) in new[] { ("/Users", "userName"), ("/Groups", "displayName") })
        {
            for (var round = 0; round < MaxRounds; round++)
            {
                var found = await FindAsync(context, endpoint, attribute);
                if (found.Count == 0)
                    break;
                await DeleteAsync(context, found);
                if (round == MaxRounds - 1)
                    left.AddRange(found);
            }
        }

        return left;
    }

    private static async Task<List<string>> FindAsync(RunContext context, string endpoint, string attribute)
    {
        var filter = Uri.EscapeDataString($"{attribute} sw \"{context.Prefix}\"");
        var exchange = await context.Client.SendAsync(new OutgoingRequest("GET", $"{endpoint}?filter={filter}&count=100"), CancellationToken.None);
        var resources = exchange.Succeeded ? JsonPath.Find(exchange.Json(), "Resources") as JsonArray : null;
        // A server may ignore the filter: nothing is deleted that does not bear the prefix itself.
        return [.. (resources ?? []).OfType<JsonObject>()
            .Where(resource => JsonPath.Find(resource, attribute)?.ToString().StartsWith(context.Prefix, StringComparison.OrdinalIgnoreCase) == true)
            .Select(resource => JsonPath.Find(resource, "id")?.ToString())
            .OfType<string>()
            .Select(id => $"{endpoint}/{Uri.EscapeDataString(id)}")];
    }
}
