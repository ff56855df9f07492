using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Client;

/// <summary>Roles in PATCH requests: JSON text for Entra ID without its flag, objects for everybody else (S/MAP-36a, S/SCIM-36).</summary>
internal static class WireRoles
{
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PatchOperation Shape(PatchOperation operation, WireProfile profile)
    {
        if (operation.Path is not { } path || !path.Attribute.Attribute.Equals("roles", StringComparison.OrdinalIgnoreCase))
            return operation;
        if (path.ValueFilter is ComparisonFilter { Value: string literal } filter && bool.TryParse(literal, out var primary))
            return profile.TextRoles ? OneAsText(operation, path) : operation with { Path = profile.NamesAllSchemas ? path : path with { ValueFilter = filter with { Value = primary } } };
        return profile.TextRoles && path.ValueFilter is null && operation.Value is JsonArray roles
            ? operation with { Value = new JsonArray([.. roles.Select(role => AsText(role as JsonObject ?? new JsonObject { ["value"] = role?.DeepClone() }))]) }
            : operation;
    }

    /// <summary>One role, which Entra ID adds to the attribute as a whole.</summary>
    private static PatchOperation OneAsText(PatchOperation operation, PatchPath path) =>
        operation.Value is { } value
            ? new PatchOperation(
                PatchVerb.Add, path with { ValueFilter = null, SubAttribute = null }, new JsonArray(AsText(new JsonObject { [path.SubAttribute ?? "value"] = value.DeepClone() })))
            : operation;

    private static JsonObject AsText(JsonObject role)
    {
        var text = new JsonObject();
        Copy("id", role["id"]);
        Copy("value", role["value"]);
        Copy("displayName", role["displayName"] ?? role["display"]);
        return new JsonObject { ["value"] = text.ToJsonString(_relaxed) };

        void Copy(string name, JsonNode? value)
        {
            if (value is not null)
                text[name] = value.DeepClone();
        }
    }
}
