using Sutler.Scim;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Service.Targets;

/// <summary>
/// The filter that finds who has a value. For a value behind a filter of its own, such as <c>emails[type eq "work"].value</c>, both conditions
/// stand within the brackets, as RFC 7644 §3.4.2.2 has it. Pure.
/// </summary>
internal static class MatchFilter
{
    /// <exception cref="Scim.Errors.ScimException">The attribute is no path.</exception>
    public static FilterExpression Of(string attribute, string value)
    {
        if (AttributePath.TryParse(attribute, out var plain))
            return new ComparisonFilter(plain, ComparisonOperator.Equal, value);
        var path = PatchPathParser.Parse(attribute);
        var wanted = new ComparisonFilter(new AttributePath(null, path.SubAttribute ?? "value", null), ComparisonOperator.Equal, value);
        return new ValuePathFilter(path.Attribute, path.ValueFilter is { } kind ? new AndFilter(kind, wanted) : wanted);
    }
}
