using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.Export;

namespace Sutler.Host.Gateway;

/// <summary>Asks the target for single objects and brings the cache to what it says, also where the target no longer has them.</summary>
internal sealed class TargetLookup(ObjectCache cache, IObjectFinder finder, ReadBack readBack)
{
    /// <summary>Looks for an id.</summary>
    /// <exception cref="Scim.Errors.ScimException">The target failed.</exception>
    public Task RefreshAsync(ExposedType type, string id, CancellationToken cancellationToken) => RefreshAsync(type, [id], cancellationToken);

    /// <summary>Looks for several ids.</summary>
    /// <exception cref="Scim.Errors.ScimException">The target failed.</exception>
    public async Task RefreshAsync(ExposedType type, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        using var ticket = cache.BeginRead();
        var rows = ids.Select(id => new JournalRow(0, type.Name, id, null, null)).ToList();
        var sightings = await AskAsync(() => readBack.ReadAsync(rows, cancellationToken));
        await cache.RefreshAsync(sightings, ticket, cancellationToken);
    }

    /// <summary>Looks for a value. What the cache holds under it but the target did not name is looked at by its anchor.</summary>
    /// <exception cref="Scim.Errors.ScimException">The target failed.</exception>
    public async Task RefreshAsync(ExposedType type, EqualityTerm term, (AttributeSchema Attribute, object Value) wanted, CancellationToken cancellationToken)
    {
        using var ticket = cache.BeginRead();
        var sightings = await AskAsync(async () =>
        {
            var found = await finder.FindAsync(new ObjectQuery(type.Name, wanted.Attribute.Name, [wanted.Value], []), cancellationToken);
            return found.Select(o => Sighting.Of(type, o)).ToList();
        });
        var seen = sightings.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var doubtful = cache.Set(type).Find(term.Place!, term.Value)
            .Where(e => !seen.Contains(e.Id))
            .Select(e => new JournalRow(0, type.Name, e.Id, null, null))
            .ToList();
        if (doubtful is not [])
            sightings.AddRange(await AskAsync(() => readBack.ReadAsync(doubtful, cancellationToken)));
        await cache.RefreshAsync(sightings, ticket, cancellationToken);
    }

    private static async Task<List<Sighting>> AskAsync(Func<Task<List<Sighting>>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ConnectorException e)
        {
            throw ErrorTable.Exception(e.Error with { MayHaveRun = false });
        }
    }
}
