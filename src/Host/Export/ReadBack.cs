using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;

namespace Sutler.Host.Export;

/// <summary>Reads journaled objects from the target again, to learn what became of changes whose result was lost.</summary>
internal sealed class ReadBack(IObjectFinder finder, IReadOnlyDictionary<string, ExposedType> types)
{
    private const int ChunkSize = 200;

    /// <summary>Whether a look-up can tell what became of the change; if not, only a full import can.</summary>
    public static bool CanFind(JournalRow row) => row.Id is not null || row.Attribute is not null;

    /// <summary>What the target holds of the objects that these rows name. Rows of types that are no longer exposed are passed
    /// over; an id that the target spells otherwise counts as not there.</summary>
    /// <exception cref="ConnectorException">The target failed.</exception>
    public async Task<List<Sighting>> ReadAsync(IEnumerable<JournalRow> rows, CancellationToken cancellationToken)
    {
        var sightings = new List<Sighting>();
        foreach (var group in rows.GroupBy(r => r.Type, StringComparer.OrdinalIgnoreCase))
        {
            if (!types.TryGetValue(group.Key, out var type))
                continue;
            await ReadByIdAsync(type, [.. group.Where(r => r.Id is not null).Select(r => r.Id!).Distinct(StringComparer.Ordinal)], sightings, cancellationToken);
            foreach (var byAttribute in group.Where(r => r.Id is null && r.Attribute is not null).GroupBy(r => r.Attribute!, StringComparer.Ordinal))
            {
                var values = byAttribute.Select(object (r) => r.Value!).ToList();
                var found = await finder.FindAsync(new ObjectQuery(type.Name, byAttribute.Key, values, []), cancellationToken);
                sightings.AddRange(found.Select(o => Sighting.Of(type, o)));
            }
        }

        return sightings;
    }

    private async Task ReadByIdAsync(ExposedType type, IReadOnlyList<string> ids, List<Sighting> sightings, CancellationToken cancellationToken)
    {
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            var anchors = chunk.Select(ScimId.Decode).OfType<Anchor>().ToList();
            var found = anchors is []
                ? []
                : (await finder.FindAsync(new ObjectQuery(type.Name, null, [], anchors), cancellationToken)).Select(o => Sighting.Of(type, o)).ToList();
            var seen = found.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
            sightings.AddRange(found);
            sightings.AddRange(chunk.Where(id => !seen.Contains(id)).Select(id => new Sighting(type, id, null)));
        }
    }
}
