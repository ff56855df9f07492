using System.Text.Json.Nodes;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Server.Bulk;

/// <summary>
/// What was taken out of a new resource because it refers to one that does not exist yet and in turn waits for this one (RFC 7644 §3.7.1). It is
/// added by a PATCH when all that it refers to is there.
/// </summary>
internal sealed class DeferredReferences
{
    private readonly JsonArray _operations = [];

    private DeferredReferences(BulkOperation operation, IReadOnlySet<string> waitsFor)
    {
        Operation = operation;
        WaitsFor = waitsFor;
    }

    public BulkOperation Operation { get; }

    /// <summary>The bulkIds referred to.</summary>
    public IReadOnlySet<string> WaitsFor { get; }

    /// <summary>Takes what refers to these ids out of an operation's data; what is left goes out with the POST.</summary>
    public static (JsonObject Data, DeferredReferences Deferred) Split(BulkOperation operation, IReadOnlySet<string> unresolved)
    {
        var deferred = new DeferredReferences(operation, unresolved);
        return (deferred.Take(operation.Data!, null), deferred);
    }

    /// <summary>The PATCH that adds what was taken out.</summary>
    public IReadOnlyList<PatchOperation> ToPatch(IReadOnlyDictionary<string, string> ids) =>
        PatchParser.Parse(new JsonObject
        {
            ["schemas"] = new JsonArray(PatchParser.MessageUrn),
            ["Operations"] = BulkReferences.Replace(_operations, ids),
        });

    private JsonObject Take(JsonObject members, string? urn)
    {
        var left = new JsonObject();
        foreach (var (key, value) in members)
        {
            if (!BulkReferences.Has(value, WaitsFor))
                left[key] = value?.DeepClone();
            else if (urn is null && key.Contains(':', StringComparison.Ordinal) && value is JsonObject extension)
                left[key] = Take(extension, key);
            else if (value is JsonArray items)
                left[key] = Take(items, urn is null ? key : $"{urn}:{key}");
            else
                Defer(urn is null ? key : $"{urn}:{key}", value!.DeepClone());
        }
        return left;
    }

    private JsonArray Take(JsonArray items, string path)
    {
        var (left, taken) = (new JsonArray(), new JsonArray());
        foreach (var item in items)
            (BulkReferences.Has(item, WaitsFor) ? taken : left).Add(item?.DeepClone());
        Defer(path, taken);
        return left;
    }

    private void Defer(string path, JsonNode value) =>
        _operations.Add(new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = value });
}
