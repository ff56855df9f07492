using System.Text.Json;

namespace Sutler.Tunnel.Agent.Join;

/// <summary>The words in an error answer of the service: problem details, or the error object of the API.</summary>
internal static class ServiceText
{
    private const int MaxLength = 500;

    public static string From(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Shorten(Find(json.RootElement) ?? "it gave no reason.");
        }
        catch (JsonException)
        {
            return "it gave no reason that can be read.";
        }
    }

    private static string? Find(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return null;
        if (element.TryGetProperty("error", out var error) && Find(error) is { } nested)
            return nested;
        foreach (var name in (ReadOnlySpan<string>)["detail", "message", "title"])
        {
            if (element.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String)
                return text.GetString();
        }

        return null;
    }

    private static string Shorten(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}
