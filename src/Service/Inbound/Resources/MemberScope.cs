using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// Which members of a group a PATCH can touch: those that it names one by one, or all. So adding one member to a group of 100,000 reads and
/// writes one row. Pure.
/// </summary>
/// <param name="Ids">The members named; null for all.</param>
internal sealed record MemberScope(IReadOnlyCollection<string>? Ids)
{
    public static MemberScope Of(IReadOnlyList<PatchOperation> operations)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return operations.All(operation => Names(operation, ids)) ? new MemberScope(ids) : new MemberScope((IReadOnlyCollection<string>?)null);
    }

    /// <summary>Adds the members that the operation names; false when it may touch others.</summary>
    private static bool Names(PatchOperation operation, HashSet<string> ids)
    {
        if (operation.Path is not { } path)
            return operation.Value is not JsonObject parts || parts.All(part => !MayMean(part.Key) || (operation.Verb is PatchVerb.Add && IsName(part.Key) && Values(part.Value, ids)));
        if (!MayMean(path.Attribute.Attribute))
            return true;
        if (!IsName(path.Attribute.Attribute) || path.Attribute.SubAttribute is not null || path.SubAttribute is not null)
            return false;
        return operation.Verb switch
        {
            PatchVerb.Remove when path.ValueFilter is { } filter => Filter(filter, ids),
            PatchVerb.Remove => operation.Value is not null && Values(operation.Value, ids),
            PatchVerb.Add => path.ValueFilter is null && Values(operation.Value, ids),
            _ => false,
        };
    }

    private static bool MayMean(string name) => name.Contains(Authority.Members, StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string name) => name.Equals(Authority.Members, StringComparison.OrdinalIgnoreCase);

    private static bool Values(JsonNode? node, HashSet<string> ids) => node switch
    {
        JsonArray values => values.All(value => Values(value, ids)),
        JsonObject value => value.FirstOrDefault(part => part.Key.Equals("value", StringComparison.OrdinalIgnoreCase)).Value is { } id && Value(id, ids),
        JsonValue value => Value(value, ids),
        _ => false,
    };

    private static bool Value(JsonNode node, HashSet<string> ids)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var id))
            return false;
        ids.Add(id);
        return true;
    }

    private static bool Filter(FilterExpression filter, HashSet<string> ids)
    {
        switch (filter)
        {
            case OrFilter or:
                return Filter(or.Left, ids) && Filter(or.Right, ids);
            case ComparisonFilter { Operator: ComparisonOperator.Equal, Value: string id, Path: { Schema: null, SubAttribute: null } path } when path.Attribute.Equals("value", StringComparison.OrdinalIgnoreCase):
                ids.Add(id);
                return true;
            default:
                return false;
        }
    }
}
