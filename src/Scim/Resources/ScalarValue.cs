using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>
/// Reads one simple value as its attribute's type. Booleans and numbers also come as strings, in any case, from Entra ID (S/SCIM-32, S/SCIM-38);
/// everything else must be of its type, and strings stay as they were sent (S/SCIM-4).
/// </summary>
internal static class ScalarValue
{
    public static JsonNode Read(SchemaAttribute attribute, JsonNode node)
    {
        var value = node as JsonValue ?? throw Invalid(attribute, "takes one simple value");
        var read = attribute.Type switch
        {
            SchemaAttributeType.Boolean => ReadBoolean(value),
            SchemaAttributeType.Integer => ReadInteger(value),
            SchemaAttributeType.Decimal => ReadDecimal(value),
            SchemaAttributeType.DateTime => JsonNames.Text(value) is { } text && ScimDateTime.TryParse(text, out _) ? value.DeepClone() : null,
            SchemaAttributeType.Binary => JsonNames.Text(value) is { } text && IsBase64(text) ? value.DeepClone() : null,
            _ => value.GetValueKind() == JsonValueKind.String ? value.DeepClone() : null,
        };
        return read ?? throw Invalid(attribute, $"takes a {Describe(attribute.Type)}");
    }

    private static JsonNode? ReadBoolean(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => value.DeepClone(),
        JsonValueKind.String when bool.TryParse(value.ToString(), out var truth) => JsonValue.Create(truth),
        _ => null,
    };

    private static JsonValue? ReadInteger(JsonValue value)
    {
        var number = ReadNumber(value);
        return number is { } found && found == decimal.Truncate(found) && found is >= long.MinValue and <= long.MaxValue
            ? JsonValue.Create((long)found)
            : null;
    }

    private static JsonNode? ReadDecimal(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number ? value.DeepClone() : ReadNumber(value) is { } number ? JsonValue.Create(number) : null;

    private static decimal? ReadNumber(JsonValue value)
    {
        var text = value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String ? value.ToString() : "";
        return JsonNumber.Looks(text) && JsonNumber.TryRead(text, out var number) ? number : null;
    }

    private static bool IsBase64(string text) =>
        System.Buffers.Text.Base64.IsValid(text) || System.Buffers.Text.Base64Url.IsValid(text);

    private static string Describe(SchemaAttributeType type) => type switch
    {
        SchemaAttributeType.Boolean => "boolean: true or false",
        SchemaAttributeType.Integer => "whole number of at most 64 bits",
        SchemaAttributeType.Decimal => "number",
        SchemaAttributeType.DateTime => "date and time, such as 2026-01-31T08:00:00Z",
        SchemaAttributeType.Binary => "base64 string",
        SchemaAttributeType.Reference => "string that refers to a resource",
        SchemaAttributeType.Complex => "JSON object",
        _ => "string",
    };

    public static ScimException Invalid(SchemaAttribute attribute, string rule) =>
        new(400, ScimErrorType.InvalidValue, string.Create(CultureInfo.InvariantCulture, $"The attribute '{attribute.Name}' {rule}."));
}
