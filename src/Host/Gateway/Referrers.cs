using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Scim;

namespace Sutler.Host.Gateway;

/// <summary>
/// Who refers to objects of one type. When an object goes, the target may take it out of what referred to it (a trigger, a cascade): those
/// objects are read again, so that a leaver is in no group from then on, not from the next import on.
/// </summary>
internal sealed class Referrers
{
    private readonly ObjectCache _cache;
    private readonly List<(ExposedType From, IndexedPlace Place)> _links = [];

    public Referrers(ObjectCache cache, ExposedType to, IEnumerable<ExposedType> types)
    {
        _cache = cache;
        foreach (var from in types)
        {
            foreach (var (section, attribute) in from.View.Sections.SelectMany(s => s.Attributes.Select(a => (s, a))))
            {
                if (!attribute.Sources.Any(name => RefersTo(from.Attribute(name), to.Name)))
                    continue;
                if (EqualityTerm.PlaceOf(from, new AttributePath(section.Urn, attribute.Definition.Name, null)) is { } place)
                    _links.Add((from, place));
            }
        }
    }

    /// <summary>Reads again what the cache says refers to the object.</summary>
    /// <exception cref="Scim.Errors.ScimException">The target failed.</exception>
    public async Task RefreshAsync(string id, TargetLookup lookup, CancellationToken cancellationToken)
    {
        foreach (var type in _links.GroupBy(l => l.From))
        {
            var ids = type.SelectMany(l => _cache.Set(l.From).Find(l.Place, id)).Select(e => e.Id).Distinct(StringComparer.Ordinal).ToList();
            if (ids is not [])
                await lookup.RefreshAsync(type.Key, ids, cancellationToken);
        }
    }

    private static bool RefersTo(AttributeSchema? attribute, string type) =>
        attribute is not null
        && (attribute.Type is AttributeType.Reference
            ? attribute.ReferencedType is AttributeSchema.AnyType || string.Equals(attribute.ReferencedType, type, StringComparison.OrdinalIgnoreCase)
            : attribute.SubAttributes.Any(p => p.Name == "value" && RefersTo(p, type)));
}
