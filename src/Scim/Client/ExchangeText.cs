using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Scim.Client;

/// <summary>
/// Bodies and addresses as an exchange shows them: masked where an attribute is redacted, and cut. What cannot be read cannot be masked, so
/// of it only the size is shown. Pure.
/// </summary>
internal static class ExchangeText
{
    private const string Mask = "***";
    private const int MaxMasked = 1 << 20;
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? OfBody(ReadOnlySpan<byte> body, IReadOnlyCollection<string> redacted)
    {
        if (body.IsEmpty)
            return null;
        if (body.Length > MaxMasked)
            return $"({body.Length} bytes)";
        try
        {
            var root = JsonNode.Parse(body);
            return Cut(Conceal(root, redacted)?.ToJsonString(_relaxed) ?? "null");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return Unread(body, redacted);
        }
    }

    /// <summary>The address; without its query where that holds a redacted attribute's value.</summary>
    public static string OfUrl(Uri uri, IReadOnlyCollection<string> redacted)
    {
        var query = Uri.UnescapeDataString(uri.Query);
        return redacted.Any(name => query.Contains(name, StringComparison.OrdinalIgnoreCase)) ? $"{uri.GetLeftPart(UriPartial.Path)}?{Mask}" : uri.AbsoluteUri;
    }

    private static string Unread(ReadOnlySpan<byte> body, IReadOnlyCollection<string> redacted)
    {
        var text = Encoding.UTF8.GetString(body);
        return redacted.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)) ? $"({body.Length} bytes that are no JSON)" : Cut(text);
    }

    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= ScimExchange.MaxBody)
            return text;
        var kept = new byte[ScimExchange.MaxBody];
        Encoding.UTF8.GetEncoder().Convert(text, kept, flush: true, out _, out var used, out _);
        return Encoding.UTF8.GetString(kept, 0, used) + "…";
    }

    private static JsonNode? Conceal(JsonNode? node, IReadOnlyCollection<string> redacted)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Conceal(item, redacted);
        }
        if (node is not JsonObject members)
            return node;

        // An operation carries its value beside the path that names the attribute.
        var pathIsRedacted = JsonNames.Text(JsonNames.Get(members, "path")) is { } path && Names(path, redacted);
        foreach (var name in members.Select(pair => pair.Key).ToList())
        {
            if (Names(name, redacted) || (pathIsRedacted && name.Equals("value", StringComparison.OrdinalIgnoreCase)))
                members[name] = Mask;
            else
                Conceal(members[name], redacted);
        }
        return node;
    }

    /// <summary>Whether a name, a path or a dotted or qualified key leads to a redacted attribute.</summary>
    private static bool Names(string path, IReadOnlyCollection<string> redacted) =>
        redacted.Any(name => path.Equals(name, StringComparison.OrdinalIgnoreCase)
            || path.Split(':', '.', '[', ']').Contains(name, StringComparer.OrdinalIgnoreCase));
}
