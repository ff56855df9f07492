using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>Makes the value that a filter describes, where it does so wholly: equalities, joined by 'and'.</summary>
internal static class FilterValue
{
    public static JsonObject? TryDescribe(SchemaAttribute attribute, FilterExpression filter)
    {
        var value = new JsonObject();
        return attribute.IsComplex && TryDescribe(attribute, filter, value) ? value : null;
    }

    private static bool TryDescribe(SchemaAttribute attribute, FilterExpression filter, JsonObject value)
    {
        if (filter is AndFilter and)
            return TryDescribe(attribute, and.Left, value) && TryDescribe(attribute, and.Right, value);
        if (filter is not ComparisonFilter { Operator: ComparisonOperator.Equal, Value: { } literal } comparison
            || attribute.FindSub(comparison.Path.Attribute) is not { IsReadOnly: false } sub
            || value.ContainsKey(sub.Name))
        {
            return false;
        }
        JsonNode node = literal switch
        {
            bool truth => JsonValue.Create(truth),
            decimal number => JsonValue.Create(number),
            _ => JsonValue.Create((string)literal),
        };
        value[sub.Name] = AttributeValue.Read(sub, node);
        return true;
    }
}
