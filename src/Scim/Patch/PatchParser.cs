using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Patch;

/// <summary>Reads the body of a PATCH request (RFC 7644 §3.5.2), in the RFC's form and in the forms that Entra ID sends (S/SCIM-29 to 36).</summary>
public static class PatchParser
{
    /// <summary>URN of the message.</summary>
    public const string MessageUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /// <summary>Most operations in one request.</summary>
    public const int MaxOperations = 1000;

    /// <summary>Reads the operations.</summary>
    /// <exception cref="ScimException">The body is no PATCH request.</exception>
    public static IReadOnlyList<PatchOperation> Parse(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        CheckMessage(body);
        if (JsonNames.Get(body, "Operations") is not JsonArray { Count: > 0 } items)
            throw Syntax("needs 'Operations', an array with at least one operation");
        if (items.Count > MaxOperations)
            throw Syntax($"has {items.Count} operations, the limit is {MaxOperations}; split it");

        var operations = new PatchOperation[items.Count];
        for (var i = 0; i < operations.Length; i++)
            operations[i] = ScimException.At($"Operations[{i}]", items[i], Read);
        return operations;
    }

    /// <summary>Reads the operations.</summary>
    /// <exception cref="ScimException">The body is no PATCH request.</exception>
    public static IReadOnlyList<PatchOperation> Parse(JsonElement body) =>
        Parse(body.ValueKind == JsonValueKind.Object
            ? JsonObject.Create(body)!
            : throw Syntax("must be a JSON object"));

    private static void CheckMessage(JsonObject body)
    {
        if (JsonNames.Get(body, "schemas") is JsonArray schemas)
        {
            foreach (var schema in schemas)
            {
                if (MessageUrn.Equals(JsonNames.Text(schema), StringComparison.OrdinalIgnoreCase))
                    return;
            }
        }
        throw Syntax($"needs '{MessageUrn}' in 'schemas'");
    }

    private static PatchOperation Read(JsonNode? node)
    {
        if (node is not JsonObject item)
            throw new ScimException(400, ScimErrorType.InvalidSyntax, "An operation must be a JSON object with 'op', 'path' and 'value'.");
        var verb = ReadVerb(item);
        var path = ReadPath(item);
        if (verb == PatchVerb.Remove && path is null)
            throw new ScimException(400, ScimErrorType.NoTarget, "A remove needs 'path': name the attribute to remove (RFC 7644 §3.5.2.2).");
        var hasValue = JsonNames.TryFind(item, "value", out var key);
        if (verb != PatchVerb.Remove && !hasValue)
            throw new ScimException(400, ScimErrorType.InvalidValue, "An add or replace needs 'value'; null unassigns the attribute.");
        return new PatchOperation(verb, path, hasValue ? item[key!]?.DeepClone() : null);
    }

    private static PatchVerb ReadVerb(JsonObject item) =>
        JsonNames.Text(JsonNames.Get(item, "op"))?.ToUpperInvariant() switch
        {
            "ADD" => PatchVerb.Add,
            "REMOVE" => PatchVerb.Remove,
            "REPLACE" => PatchVerb.Replace,
            _ => throw new ScimException(400, ScimErrorType.InvalidSyntax, "'op' must be add, remove or replace."),
        };

    private static PatchPath? ReadPath(JsonObject item) =>
        JsonNames.Get(item, "path") switch
        {
            null => null,
            JsonValue value when JsonNames.Text(value) is { } text => PatchPathParser.Parse(text),
            _ => throw new ScimException(400, ScimErrorType.InvalidPath, "'path' must be a string, or be left out."),
        };

    private static ScimException Syntax(string rule) => new(400, ScimErrorType.InvalidSyntax, $"The PATCH request {rule} (RFC 7644 §3.5.2).");
}
