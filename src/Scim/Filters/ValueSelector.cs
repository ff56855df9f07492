using System.Text.Json;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Filters;

/// <summary>Finds the values of an attribute in a resource, whether it holds one or many.</summary>
internal sealed class ValueSelector(AttributeTarget target, string? subName)
{
    /// <summary>Stands for the value itself in the place of an attribute's name.</summary>
    public const string Self = "";

    private const string ValueName = "value";

    /// <summary>Whether a value passes the test.</summary>
    public bool Any(JsonElement resource, Func<JsonElement, bool> test) => TryGet(resource, out var value) && AnyIn(value, subName, test);

    private bool TryGet(JsonElement resource, out JsonElement value)
    {
        value = resource;
        return (target.Extension is null || TryStep(ref value, target.Extension)) && (target.Name.Length == 0 || TryStep(ref value, target.Name));
    }

    private static bool TryStep(ref JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && JsonNames.TryGet(value, name, out value);

    private static bool AnyIn(JsonElement value, string? subName, Func<JsonElement, bool> test)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return false;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (AnyIn(item, subName, test))
                        return true;
                }
                return false;
            case JsonValueKind.Object when subName is not null:
                return JsonNames.TryGet(value, subName, out var part) && AnyIn(part, null, test);
            default:
                // A simple value has no parts, but for itself.
                return (subName is null || subName.Equals(ValueName, StringComparison.OrdinalIgnoreCase)) && test(value);
        }
    }
}
