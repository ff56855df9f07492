using System.Text.Json.Nodes;

namespace Sutler.Service.Api;

/// <summary>Reads properties of a request's body.</summary>
internal static class Body
{
    /// <summary>Null where the property is missing or null.</summary>
    /// <exception cref="ApiException">It is there and no text.</exception>
    public static string? Text(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw ApiException.BadRequest($"{name} must be text."),
    };

    public static bool? Flag(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw ApiException.BadRequest($"{name} must be true or false."),
    };

    /// <exception cref="ApiException">The body has a property that is none of <paramref name="known"/>: a misspelled one must not be taken for nothing.</exception>
    public static void Allow(JsonObject body, params IReadOnlyList<string> known)
    {
        if (body.FirstOrDefault(pair => !known.Contains(pair.Key, StringComparer.Ordinal) && !pair.Key.Contains('@', StringComparison.Ordinal)).Key is { } unknown)
            throw ApiException.BadRequest($"'{(unknown.Length > 60 ? unknown[..60] : unknown)}' cannot be set here. Use: {string.Join(", ", known)}.");
    }
}
