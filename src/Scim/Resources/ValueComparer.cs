using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>Tells whether two values of an attribute are the same, by the attribute's rule of case.</summary>
internal static class ValueComparer
{
    public static bool AreEqual(SchemaAttribute attribute, JsonNode? left, JsonNode? right)
    {
        if (left is JsonValue one && right is JsonValue other
            && one.GetValueKind() == JsonValueKind.String && other.GetValueKind() == JsonValueKind.String)
        {
            return string.Equals(one.ToString(), other.ToString(), ComparisonOf(attribute));
        }
        return JsonNode.DeepEquals(left, right);
    }

    /// <summary>
    /// Whether what a client names is this stored value. With a <c>value</c> on both sides that decides, and <c>type</c> where both have one;
    /// without, everything that the client names must be the same. A client does not know what else the server keeps beside it.
    /// </summary>
    public static bool IsSame(SchemaAttribute attribute, JsonNode? stored, JsonNode? named)
    {
        if (stored is not JsonObject there || named is not JsonObject here)
            return AreEqual(attribute, stored, named);
        if (there["value"] is { } storedValue && here["value"] is { } namedValue)
            return AreEqual(Sub(attribute, "value"), storedValue, namedValue) && AreCompatible(attribute, there["type"], here["type"]);
        foreach (var (name, part) in here)
        {
            if (name != "primary" && !AreEqual(Sub(attribute, name), there[name], part))
                return false;
        }
        return true;
    }

    public static StringComparison ComparisonOf(SchemaAttribute attribute) =>
        attribute.CaseExact || attribute.Type is SchemaAttributeType.Reference or SchemaAttributeType.Binary or SchemaAttributeType.DateTime
            ? StringComparison.Ordinal
            : StringComparison.OrdinalIgnoreCase;

    private static bool AreCompatible(SchemaAttribute attribute, JsonNode? storedType, JsonNode? namedType) =>
        storedType is null || namedType is null || AreEqual(Sub(attribute, "type"), storedType, namedType);

    private static SchemaAttribute Sub(SchemaAttribute attribute, string name) => attribute.FindSub(name) ?? attribute;
}
