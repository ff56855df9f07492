using System.Text.Json;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>Matching questions as an intent keeps them.</summary>
internal static class MatchText
{
    public static string Write(IReadOnlyList<MatchQuery> queries) => JsonSerializer.Serialize(queries.Select(query => query.Values));

    public static IReadOnlyList<MatchQuery> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(query => query.ValueKind is JsonValueKind.Array
            ? new MatchQuery([.. query.EnumerateArray().Select(value => value.Deserialize<MatchValue>()!)])
            : new MatchQuery([query.Deserialize<MatchValue>()!]))];
    }
}
