using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Scim;
using Sutler.Scim.Filters;

namespace Sutler.Host.Gateway;

/// <summary>
/// The part of a filter that a hash lookup can answer: an equality that must hold for every result. A term without attribute asks for the
/// id.
/// </summary>
/// <param name="Attribute">The attribute compared; null for the id.</param>
/// <param name="Value">The value it must have, in the connector's type.</param>
/// <param name="IsWhole">Whether it is the whole filter, so that nothing is left to check.</param>
internal sealed record EqualityTerm(AttributeSchema? Attribute, object Value, bool IsWhole)
{
    /// <summary>Finds such a term; null when the filter has none and needs a scan.</summary>
    public static EqualityTerm? Find(FilterExpression filter, ExposedType type) => filter switch
    {
        ComparisonFilter { Operator: ComparisonOperator.Equal } comparison => Of(comparison, type),
        AndFilter and => (Find(and.Left, type) ?? Find(and.Right, type)) is { } term ? term with { IsWhole = false } : null,
        _ => null,
    };

    public IReadOnlyCollection<CacheEntry> Candidates(ObjectSet objects) =>
        Attribute is null
            ? objects.Get((string)Value) is { } entry ? [entry] : []
            : objects.Find(Attribute, AnchorText.Of(Value)!);

    private static EqualityTerm? Of(ComparisonFilter comparison, ExposedType type)
    {
        var path = comparison.Path;
        if (path.SubAttribute is not null || comparison.Value is null)
            return null;
        if (IsId(path, type) && comparison.Value is string id)
            return new EqualityTerm(null, id, true);
        if (path.Schema is not null && !string.Equals(path.Schema, type.Urn, StringComparison.OrdinalIgnoreCase))
            return null;
        return type.Attribute(path.Attribute) is { } attribute && AttributeIndex.CanIndex(attribute) && Fitting(attribute, comparison.Value) is { } value
            ? new EqualityTerm(attribute, value, true)
            : null;
    }

    private static bool IsId(AttributePath path, ExposedType type) =>
        string.Equals(path.Attribute, "id", StringComparison.OrdinalIgnoreCase)
        && (path.Schema is null || string.Equals(path.Schema, type.CoreUrn, StringComparison.OrdinalIgnoreCase));

    private static object? Fitting(AttributeSchema attribute, object value) => (attribute.Type, value) switch
    {
        (AttributeType.String, string text) => text,
        (AttributeType.Integer, decimal number) when number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue =>
            decimal.ToInt64(number),
        (AttributeType.Integer, string text) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
