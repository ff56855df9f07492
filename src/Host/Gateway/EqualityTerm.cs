using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Scim;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;

namespace Sutler.Host.Gateway;

/// <summary>
/// The part of a filter that hash lookups can answer: an equality that must hold for every result, or several of which one must. Without a
/// place it asks for the id.
/// </summary>
/// <param name="Place">The place compared; null for the id.</param>
/// <param name="Value">The value it must have, as text.</param>
/// <param name="IsWhole">Whether it is the whole filter, so that nothing is left to check.</param>
internal sealed record EqualityTerm(IndexedPlace? Place, string Value, bool IsWhole)
{
    /// <summary>Another term that a result may fulfill instead; null when there is none.</summary>
    public EqualityTerm? Or { get; private init; }

    /// <summary>The attribute and value to ask the target for; null when the target cannot be asked, or the id is meant.</summary>
    public (AttributeSchema Attribute, object Value)? Source =>
        Place?.Source is not { } source
            ? null
            : source.Type switch
            {
                AttributeType.String => (source, Value),
                AttributeType.Integer when long.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => (source, number),
                _ => null,
            };

    /// <summary>Whether the target can be asked for it.</summary>
    public bool CanAsk => Or is null && (Place is null || Source is not null);

    /// <summary>Finds such a term; null when the filter has none and needs a scan.</summary>
    public static EqualityTerm? Find(FilterExpression filter, ExposedType type) => filter switch
    {
        ComparisonFilter { Operator: ComparisonOperator.Equal } comparison => Of(comparison.Path, comparison.Value, type),
        ValuePathFilter { Inner: var inner } value => InValue(value.Path, inner, type),
        AndFilter and => (Find(and.Left, type) ?? Find(and.Right, type)) is { } term ? term with { IsWhole = false } : null,
        OrFilter or => Find(or.Left, type) is { } left && Find(or.Right, type) is { } right ? left.Either(right) : null,
        _ => null,
    };

    /// <summary>The place that a path means, where an index can be kept for it; null otherwise.</summary>
    public static IndexedPlace? PlaceOf(ExposedType type, AttributePath path)
    {
        if (type.View.Find(path) is not var (section, attribute))
            return null;
        var definition = attribute.Definition;
        var part = path.SubAttribute ?? (definition.Type is SchemaAttributeType.Complex ? "value" : null);
        var compared = part is null ? definition : definition.SubAttributes.FirstOrDefault(s => s.Name.Equals(part, StringComparison.OrdinalIgnoreCase));
        // Addresses are made for each request (ResourceWriter), so no index knows them.
        if (compared?.Name is "$ref" || compared?.Type is not (SchemaAttributeType.String or SchemaAttributeType.Integer or SchemaAttributeType.Reference) || definition.Returned is SchemaReturned.Never)
            return null;
        var contentPath = new ContentPath(section.Urn, definition.Name, part is null ? null : compared.Name);
        return new IndexedPlace(contentPath, compared.CaseExact, compared.Type is SchemaAttributeType.Integer, attribute.Direct(path.SubAttribute));
    }

    public IReadOnlyCollection<CacheEntry> Candidates(ObjectSet objects)
    {
        IReadOnlyCollection<CacheEntry> own = Place is null
            ? objects.Get(Value) is { } entry ? [entry] : []
            : objects.Find(Place, Value);
        return Or is null ? own : [.. own.Concat(Or.Candidates(objects)).DistinctBy(e => e.Id, StringComparer.Ordinal)];
    }

    private EqualityTerm Either(EqualityTerm other) => this with { IsWhole = false, Or = Or?.Either(other) ?? other };

    private static EqualityTerm? InValue(AttributePath path, FilterExpression inner, ExposedType type) => inner switch
    {
        ComparisonFilter { Operator: ComparisonOperator.Equal, Path: { Schema: null, SubAttribute: null } part } comparison =>
            Of(path with { SubAttribute = part.Attribute }, comparison.Value, type) is { } term ? term with { IsWhole = false } : null,
        AndFilter and => InValue(path, and.Left, type) ?? InValue(path, and.Right, type),
        _ => null,
    };

    private static EqualityTerm? Of(AttributePath path, object? value, ExposedType type)
    {
        if (value is null)
            return null;
        if (IsId(path, type))
            return value is string id ? new EqualityTerm(null, id, true) : null;
        return PlaceOf(type, path) is { } place && Fitting(place, value) is { } text ? new EqualityTerm(place, text, true) : null;
    }

    private static bool IsId(AttributePath path, ExposedType type) =>
        path.SubAttribute is null
        && string.Equals(path.Attribute, "id", StringComparison.OrdinalIgnoreCase)
        && (path.Schema is null || string.Equals(path.Schema, type.View.ResourceType.Schema, StringComparison.OrdinalIgnoreCase));

    private static string? Fitting(IndexedPlace place, object value) => (place.IsNumber, value) switch
    {
        (false, string text) => text,
        (true, decimal number) when number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue =>
            decimal.ToInt64(number).ToString(CultureInfo.InvariantCulture),
        (true, string text) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
