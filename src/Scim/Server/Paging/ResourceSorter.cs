using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Resources;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Paging;

/// <summary>
/// Orders resources by an attribute (RFC 7644 §3.4.2.3): by its type and rule of case; of several values the primary one counts, else the
/// first; what has no value comes last ascending and first descending; what is equal stands in the order of ids. Made once for a query.
/// </summary>
public sealed class ResourceSorter : IComparer<PageKey>
{
    private const string ValueName = "value";

    private readonly AttributeTarget _target;
    private readonly SchemaAttribute _attribute;
    private readonly string? _sub;
    private readonly StringComparison _comparison;
    private readonly int _direction;

    private ResourceSorter(AttributeTarget target, SchemaAttribute attribute, bool descending)
    {
        _target = target;
        _attribute = attribute;
        _sub = target.Attribute!.IsComplex ? attribute.Name : null;
        _comparison = ValueComparer.ComparisonOf(attribute);
        _direction = descending ? -1 : 1;
    }

    /// <summary>The order by an attribute.</summary>
    /// <param name="sortBy">The attribute or sub-attribute; of a complex attribute alone its <c>value</c>.</param>
    /// <param name="descending">From high to low.</param>
    /// <param name="schema">The attributes of the type.</param>
    /// <exception cref="ScimException">The type cannot be sorted by it (<c>invalidValue</c>).</exception>
    public static ResourceSorter Create(AttributePath sortBy, bool descending, ResourceSchema schema)
    {
        ArgumentNullException.ThrowIfNull(sortBy);
        ArgumentNullException.ThrowIfNull(schema);
        var target = schema.Resolve(sortBy);
        var attribute = target.SubName is not null ? target.Sub : target.Attribute;
        if (attribute is { IsComplex: true })
            attribute = attribute.FindSub(ValueName);
        if (target.Attribute is null || attribute is null || attribute.IsComplex)
            throw Misfit(sortBy, "is no attribute of this type that has an order. /Schemas lists the attributes");
        if (target.Attribute.Returned is SchemaReturned.Never || attribute.Returned is SchemaReturned.Never)
            throw Misfit(sortBy, "is never returned, and nothing is sorted by it. Choose another attribute");
        return new ResourceSorter(target, attribute, descending);
    }

    /// <summary>Where a resource stands.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="resource">The resource.</param>
    public PageKey KeyOf(string id, JsonElement resource)
    {
        var value = resource;
        if ((_target.Extension is not null && !TryStep(ref value, _target.Extension)) || !TryStep(ref value, _target.Name))
            return new PageKey(id);
        if (value.ValueKind == JsonValueKind.Array)
            value = Preferred(value);
        if (value.ValueKind == JsonValueKind.Object && (_sub is null || !TryStep(ref value, _sub)))
            return new PageKey(id);
        return new PageKey(id, SortKey.Of(_attribute, value));
    }

    /// <summary>Where a resource stands that is stored as UTF-8 JSON.</summary>
    public PageKey KeyOf(string id, ReadOnlyMemory<byte> resource)
    {
        using var document = JsonDocument.Parse(resource);
        return KeyOf(id, document.RootElement);
    }

    /// <summary>Compares two places.</summary>
    public int Compare(PageKey x, PageKey y)
    {
        var order = SortKey.Compare(x.Sort, y.Sort, _comparison) * _direction;
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }

    private static bool TryStep(ref JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && JsonNames.TryGet(value, name, out value);

    private static JsonElement Preferred(JsonElement values)
    {
        JsonElement first = default;
        foreach (var item in values.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && JsonNames.TryGet(item, PrimaryRule.Name, out var primary) && primary.ValueKind == JsonValueKind.True)
                return item;
            if (first.ValueKind == JsonValueKind.Undefined)
                first = item;
        }
        return first;
    }

    private static ScimException Misfit(AttributePath path, string rule) =>
        new(400, ScimErrorType.InvalidValue, $"Query parameter 'sortBy': '{Excerpt.Of(path.ToString())}' {rule}.");
}
