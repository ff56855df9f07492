using Sutler.Scim.Schemas;

namespace Sutler.Scim.Filters;

/// <summary>
/// Tells where a filter can have no result whatever the resources hold, so that nobody need look at them: the random look-ups of Entra ID
/// (H/SCIM-5), and queries over all types that mean another one.
/// </summary>
internal static class FilterBounds
{
    /// <summary>Whether no resource of this type, with attributes of its schema only, can fulfil the filter.</summary>
    public static bool MatchesNothing(FilterExpression filter, ResourceSchema schema) => filter switch
    {
        AndFilter and => MatchesNothing(and.Left, schema) || MatchesNothing(and.Right, schema),
        OrFilter or => MatchesNothing(or.Left, schema) && MatchesNothing(or.Right, schema),
        PresenceFilter presence => IsUnknown(presence.Path, schema),
        ValuePathFilter value => IsUnknown(value.Path, schema),
        ComparisonFilter { Value: null } => false,
        ComparisonFilter { Operator: ComparisonOperator.NotEqual } => false,
        ComparisonFilter comparison => IsUnknown(comparison.Path, schema) || IsOtherType(comparison, schema),
        _ => false,
    };

    private static bool IsUnknown(AttributePath path, ResourceSchema schema)
    {
        var target = schema.Resolve(path);
        if (target.Attribute is null || target.SubName is null || target.Sub is not null)
            return target.Attribute is null;
        return target.Attribute.IsComplex || !target.SubName.Equals("value", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOtherType(ComparisonFilter filter, ResourceSchema schema) =>
        filter is { Operator: ComparisonOperator.Equal, Value: string name }
        && schema.Resolve(filter.Path) is { Extension: null, Name: "meta", SubName: "resourceType" }
        && !name.Equals(schema.Type.Name, StringComparison.Ordinal);
}
