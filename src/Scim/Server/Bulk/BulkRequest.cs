using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Bulk;

/// <summary>Reads bulk requests (RFC 7644 §3.7). An operation that is wrong fails alone; a request that is none fails whole.</summary>
internal static class BulkRequest
{
    private const string MessageUrn = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    /// <summary>The operations as they came.</summary>
    public static JsonArray Operations(JsonObject body, int maxOperations)
    {
        if (JsonNames.Get(body, "schemas") is not JsonArray schemas
            || !schemas.Any(schema => MessageUrn.Equals(JsonNames.Text(schema), StringComparison.OrdinalIgnoreCase)))
        {
            throw Syntax($"The bulk request needs '{MessageUrn}' in 'schemas'");
        }
        if (JsonNames.Get(body, "Operations") is not JsonArray { Count: > 0 } operations)
            throw Syntax("The bulk request needs 'Operations', an array with at least one operation");
        return operations.Count <= maxOperations
            ? operations
            : throw new ScimException(413, null, $"The number of bulk operations ({operations.Count}) exceeds the maxOperations ({maxOperations}).");
    }

    /// <summary>How many operations may fail before the rest is left undone; null for any number.</summary>
    public static int? FailOnErrors(JsonObject body) => JsonNames.Get(body, "failOnErrors") switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) => number > 0 ? number : null,
        _ => throw Syntax("'failOnErrors' must be a whole number"),
    };

    /// <summary>An operation, checked but for its references.</summary>
    public static BulkOperation Read(int index, JsonNode? node, IScimEndpoint endpoint, string baseUrl)
    {
        if (node is not JsonObject item)
            throw Syntax("An operation must be a JSON object with 'method' and 'path'");
        var method = ReadMethod(item);
        var (type, id) = ReadPath(item, endpoint, baseUrl);
        if (method == BulkMethod.Post != id is null)
            throw Syntax(method == BulkMethod.Post ? "A POST names an endpoint such as /Users in 'path', not a resource" : "'path' must name a resource, such as /Users/{id}");
        var bulkId = Text(item, "bulkId");
        if (method == BulkMethod.Post && string.IsNullOrEmpty(bulkId))
            throw Syntax("A POST needs 'bulkId', which names its result");
        return new BulkOperation(index, method, type, id) { BulkId = bulkId, Version = Text(item, "version"), Data = ReadData(item, method) };
    }

    public static string? Text(JsonObject item, string name) =>
        JsonNames.Get(item, name) is not { } node ? null : JsonNames.Text(node) ?? throw Syntax($"'{name}' must be a string");

    private static BulkMethod ReadMethod(JsonObject item) => Text(item, "method")?.ToUpperInvariant() switch
    {
        "POST" => BulkMethod.Post,
        "PUT" => BulkMethod.Put,
        "PATCH" => BulkMethod.Patch,
        "DELETE" => BulkMethod.Delete,
        _ => throw Syntax("'method' must be POST, PUT, PATCH or DELETE"),
    };

    private static (ResourceType Type, string? Id) ReadPath(JsonObject item, IScimEndpoint endpoint, string baseUrl)
    {
        var path = (Text(item, "path") ?? throw Syntax("An operation needs 'path', such as /Users/{id}")).AsSpan();
        if (path.StartsWith(baseUrl, StringComparison.OrdinalIgnoreCase))
            path = path[baseUrl.Length..];
        path = path.Trim('/');
        var slash = path.IndexOf('/');
        var type = ScimCallContext.FindType(endpoint, slash < 0 ? path : path[..slash]);
        if (type is null || path.ContainsAny('?', '#') || (slash >= 0 && path[(slash + 1)..].Contains('/')))
            throw new ScimException(400, ScimErrorType.InvalidPath, $"There is no resource at the path '{Excerpt.Of(path)}'. /ResourceTypes lists the endpoints.");
        return (type, slash < 0 ? null : Uri.UnescapeDataString(path[(slash + 1)..]));
    }

    private static JsonObject? ReadData(JsonObject item, BulkMethod method)
    {
        if (method == BulkMethod.Delete)
            return null;
        return JsonNames.Get(item, "data") switch
        {
            JsonObject data => (JsonObject)data.DeepClone(),
            // The figure of RFC 7644 §3.7.3 has the operations of a PATCH alone, without their message.
            JsonArray operations when method == BulkMethod.Patch => new JsonObject
            {
                ["schemas"] = new JsonArray(Patch.PatchParser.MessageUrn),
                ["Operations"] = operations.DeepClone(),
            },
            _ => throw Syntax("'data' must be a JSON object, as the body of a single request"),
        };
    }

    private static ScimException Syntax(string rule) => new(400, ScimErrorType.InvalidSyntax, rule + " (RFC 7644 §3.7).");
}
