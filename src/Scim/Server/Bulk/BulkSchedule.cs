using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Bulk;

/// <summary>
/// Says what can run next. The result is that of one operation after the other in the request's order, but for those that wait for a later one.
/// Those pass by only where they write no unique value of one that waits. Operations run together only where their order cannot show: they follow one another, have the same method, touch different resources, and
/// write no value that must be unique and that another of them writes.
/// </summary>
internal sealed class BulkSchedule(BulkPlan plan, Func<ResourceType, ResourceSchema> schemaOf)
{
    private readonly List<string>?[] _values = new List<string>?[plan.Operations.Length];

    /// <summary>The operations to run next, at most this many; empty when all are done or wait for one another.</summary>
    public List<BulkOperation> Next(int most)
    {
        var wave = Next(most, keepOrder: true);
        // One that another waits for, and that wants that one's unique value, has to go first all the same.
        return wave.Count > 0 || Circle() is not null ? wave : Next(most, keepOrder: false);
    }

    private List<BulkOperation> Next(int most, bool keepOrder)
    {
        var wave = new List<BulkOperation>();
        var (unique, held) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var postponed = new HashSet<int>();
        foreach (var operation in plan.Operations)
        {
            if (operation is null || IsDone(operation.Index))
                continue;
            var values = _values[operation.Index] ??= UniqueValues(operation);
            var isReady = operation.After.All(IsDone);
            if (!isReady && !operation.After.All(other => IsDone(other) || other >= operation.Index || postponed.Contains(other)))
                return wave;
            if (!isReady || (keepOrder && held.Overlaps(values)))
            {
                postponed.Add(operation.Index);
                held.UnionWith(values);
                continue;
            }
            if (wave.Count == most || !CanJoin(wave, operation, values, unique))
                return wave;
            wave.Add(operation);
        }
        return wave;
    }

    /// <summary>When operations wait for one another: the first that is part of such a circle. Only a POST is waited for by what it waits for.</summary>
    public BulkOperation? Circle() =>
        plan.Operations.FirstOrDefault(operation => operation is not null && !IsDone(operation.Index) && Reaches(operation, operation.Index, []));

    private bool IsDone(int index) => plan.Outcomes[index] is not null;

    private bool Reaches(BulkOperation from, int goal, HashSet<int> seen)
    {
        foreach (var index in from.After)
        {
            if (IsDone(index))
                continue;
            if (index == goal || (seen.Add(index) && plan.Operations[index] is { } next && Reaches(next, goal, seen)))
                return true;
        }
        return false;
    }

    private static bool CanJoin(List<BulkOperation> wave, BulkOperation operation, List<string> values, HashSet<string> unique)
    {
        if (wave.Count > 0)
        {
            if (operation.Method != wave[0].Method || operation.Method == BulkMethod.Put || unique.Overlaps(values))
                return false;
            // What a PATCH renames may be what another one takes.
            if (operation.Method == BulkMethod.Patch && (values.Count > 0 || unique.Count > 0))
                return false;
        }
        unique.UnionWith(values);
        return true;
    }

    private List<string> UniqueValues(BulkOperation operation)
    {
        var values = new List<string>();
        var schema = schemaOf(operation.Type);
        if (operation.Method == BulkMethod.Patch)
            CollectFromPatch(values, operation.Data!, schema);
        else if (operation.Data is { } data)
            Collect(values, data, schema, null);
        return values;
    }

    private static void CollectFromPatch(List<string> values, JsonObject data, ResourceSchema schema)
    {
        foreach (var item in JsonNames.Get(data, "Operations") as JsonArray ?? [])
        {
            if (item is not JsonObject change)
                continue;
            var value = JsonNames.Get(change, "value");
            if (JsonNames.Text(JsonNames.Get(change, "path")) is { } path)
                Collect(values, (path, value), schema, null);
            else if (value is JsonObject members)
                Collect(values, members, schema, null);
        }
    }

    private static void Collect(List<string> values, JsonObject members, ResourceSchema schema, string? urn)
    {
        foreach (var (key, value) in members)
            Collect(values, (key, value), schema, urn);
    }

    private static void Collect(List<string> values, (string Key, JsonNode? Value) member, ResourceSchema schema, string? urn)
    {
        if (urn is null && member.Value is JsonObject extension && schema.FindUrn(member.Key) is { } inner)
        {
            Collect(values, extension, schema, inner);
            return;
        }
        if (!AttributePath.TryParse(member.Key, out var path))
            return;
        var target = schema.Resolve(path.Schema is null && urn is not null ? path with { Schema = urn } : path);
        if (target.Attribute is { Uniqueness: not SchemaUniqueness.None } attribute)
            values.Add($"{schema.Type.Name} {target.Extension} {attribute.Name} {member.Value?.ToJsonString()}");
    }
}
