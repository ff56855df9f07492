using System.Text.Json.Nodes;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Server.Bulk;

/// <summary>
/// The operations of a bulk request and what each has to wait for: those whose ids it refers to, wherever they stand in the request
/// (RFC 7644 §3.7.2), and earlier ones on the same resource. Operations that are wrong have their outcome from the start.
/// </summary>
internal sealed class BulkPlan
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    private BulkPlan(int count)
    {
        Operations = new BulkOperation?[count];
        Outcomes = new BulkOutcome?[count];
    }

    /// <summary>By place in the request; null where the operation is wrong.</summary>
    public BulkOperation?[] Operations { get; }

    /// <summary>By place in the request; null where the operation is still to be done.</summary>
    public BulkOutcome?[] Outcomes { get; }

    /// <summary>The operation that makes the resource of a bulkId.</summary>
    public Dictionary<string, int> Makers { get; } = new(StringComparer.Ordinal);

    public static BulkPlan Of(JsonArray items, IScimEndpoint endpoint, string baseUrl)
    {
        var plan = new BulkPlan(items.Count);
        for (var i = 0; i < items.Count; i++)
            plan.Try(i, items[i], () => plan.Read(i, items[i], endpoint, baseUrl));
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (plan.Operations[i] is { } operation)
                plan.Try(i, items[i], () => plan.Link(operation, last));
        }
        return plan;
    }

    /// <summary>The bulkIds that an operation refers to.</summary>
    public IReadOnlyCollection<string> ReferencesOf(BulkOperation operation)
    {
        var found = BulkReferences.Find(operation.Data, _given).ToHashSet(StringComparer.Ordinal);
        if (operation.Id is { } id)
            BulkReferences.Find(id, _given, found);
        return found;
    }

    private void Read(int index, JsonNode? item, IScimEndpoint endpoint, string baseUrl)
    {
        var operation = BulkRequest.Read(index, item, endpoint, baseUrl);
        if (operation is { Method: BulkMethod.Post, BulkId: { } bulkId })
        {
            if (!_given.Add(bulkId))
                throw new ScimException(400, ScimErrorType.InvalidValue, $"The bulkId '{Excerpt.Of(bulkId)}' is there twice. Give each POST its own.");
            Makers[bulkId] = index;
        }
        Operations[index] = operation;
    }

    private void Link(BulkOperation operation, Dictionary<string, int> last)
    {
        var after = new List<int>();
        foreach (var bulkId in ReferencesOf(operation))
        {
            after.Add(Makers.TryGetValue(bulkId, out var maker)
                ? maker
                : throw new ScimException(409, null, $"'{BulkReferences.Prefix}{Excerpt.Of(bulkId)}' is the bulkId of no POST in this request. Correct the reference."));
        }
        if (operation.Id is { } id)
        {
            var resource = $"{operation.Type.Name}/{id}";
            if (last.TryGetValue(resource, out var before))
                after.Add(before);
            last[resource] = operation.Index;
        }
        Operations[operation.Index] = operation with { After = after };
    }

    private void Try(int index, JsonNode? item, Action step)
    {
        try
        {
            step();
        }
        catch (ScimException exception)
        {
            Outcomes[index] = new BulkOutcome(exception.Error.Status) { Error = exception.Error, Method = Say(item, "method"), BulkId = Say(item, "bulkId") };
            Operations[index] = null;
        }
    }

    private static string? Say(JsonNode? item, string name) => item is JsonObject operation ? JsonNames.Text(JsonNames.Get(operation, name)) : null;
}
