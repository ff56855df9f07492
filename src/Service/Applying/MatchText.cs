using System.Text.Json;
using Sutler.Service.Planning;

namespace Sutler.Service.Applying;

/// <summary>Matching values as an intent keeps them.</summary>
internal static class MatchText
{
    public static string Write(IReadOnlyList<MatchValue> values) => JsonSerializer.Serialize(values);

    public static IReadOnlyList<MatchValue> Read(string text) => JsonSerializer.Deserialize<IReadOnlyList<MatchValue>>(text)!;
}
