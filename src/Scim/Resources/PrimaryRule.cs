using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>At most one value is the primary one: making one primary makes the others not (RFC 7644 §3.5.2).</summary>
internal static class PrimaryRule
{
    public const string Name = "primary";

    /// <summary>Keeps the rule after a change.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="values">All its values.</param>
    /// <param name="touched">Those that the change wrote.</param>
    public static void Keep(SchemaAttribute attribute, JsonArray values, IReadOnlyList<JsonNode> touched)
    {
        JsonNode? primary = null;
        foreach (var item in touched)
        {
            if (!IsPrimary(item) || ReferenceEquals(item, primary))
                continue;
            if (primary is not null)
                throw ScalarValue.Invalid(attribute, "gets two values that are primary; at most one can be (RFC 7643 §2.4)");
            primary = item;
        }
        if (primary is null)
            return;
        foreach (var item in values)
        {
            if (!ReferenceEquals(item, primary) && IsPrimary(item))
                item![Name] = false;
        }
    }

    private static bool IsPrimary(JsonNode? item) =>
        item is JsonObject parts && parts[Name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
