using Sutler.Scim.Filters;

namespace Sutler.Scim.Patch;

/// <summary>
/// Where a PATCH operation applies: <c>attribute</c>, <c>attribute.sub</c>, <c>attribute[filter]</c> or <c>attribute[filter].sub</c>.
/// </summary>
/// <param name="Attribute">The attribute; its sub-attribute where no filter stands between.</param>
/// <param name="ValueFilter">Which values of a multi-valued attribute; null for all.</param>
/// <param name="SubAttribute">The sub-attribute behind the filter; null for the whole value.</param>
public sealed record PatchPath(AttributePath Attribute, FilterExpression? ValueFilter, string? SubAttribute)
{
    /// <summary>The path as it is written on the wire.</summary>
    public override string ToString() =>
        ValueFilter is null ? Attribute.ToString() : $"{Attribute}[{ValueFilter}]{(SubAttribute is null ? "" : "." + SubAttribute)}";
}
