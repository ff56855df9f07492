using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Filters;

/// <summary>What names mean within the brackets of a value path: sub-attributes; for a simple attribute, <c>value</c> is the value itself.</summary>
internal static class ValueScope
{
    public static AttributeTarget Resolve(SchemaAttribute? attribute, AttributePath path)
    {
        if (path.Schema is not null || path.SubAttribute is not null)
            throw new ScimException(400, ScimErrorType.InvalidFilter, $"'{path}' stands in [ ], where only the name of a sub-attribute can stand.");
        if (attribute is { IsComplex: false } && path.Attribute.Equals("value", StringComparison.OrdinalIgnoreCase))
            return new AttributeTarget(null, ValueSelector.Self, attribute, null, null);
        var sub = attribute?.FindSub(path.Attribute);
        return new AttributeTarget(null, sub?.Name ?? path.Attribute, sub, null, null);
    }
}
