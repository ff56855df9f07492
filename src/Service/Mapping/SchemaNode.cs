using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Mapping;

/// <summary>Reads parts of a document that may hold anything: what has another type than wanted counts as absent.</summary>
internal static class SchemaNode
{
    public static string? Text(this JsonNode? node, string property) =>
        (node as JsonObject)?[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonNode? node, string property) => (node as JsonObject)?[property] is not JsonValue value ? null
        : value.TryGetValue<bool>(out var flag) ? flag
        : value.TryGetValue<string>(out var text) && bool.TryParse(text, out flag) ? flag
        : null;

    public static int? Number(this JsonNode? node, string property) => (node as JsonObject)?[property] is not JsonValue value ? null
        : value.GetValueKind() is JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number
        : value.TryGetValue<string>(out var text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number
        : null;

    public static JsonArray List(this JsonNode? node, string property) => (node as JsonObject)?[property] as JsonArray ?? [];

    public static JsonObject? Part(this JsonNode? node, string property) => (node as JsonObject)?[property] as JsonObject;

    public static IEnumerable<JsonObject> Objects(this JsonNode? node, string property) => node.List(property).OfType<JsonObject>();

    public static bool Is(this string? text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A metadata entry: Graph writes them as a list of key and value.</summary>
    public static string? Metadata(this JsonNode? node, string key) =>
        node.Objects("metadata").FirstOrDefault(entry => entry.Text("key").Is(key)).Text("value");
}
