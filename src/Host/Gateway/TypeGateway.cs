using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.Export;
using Sutler.Host.View;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Host.Gateway;

/// <summary>What the handlers of one resource type work with.</summary>
internal sealed record TypeGateway
{
    public required ExposedType Type { get; init; }

    public required ResourceSchema Schema { get; init; }

    /// <summary>Reads the values that clients send.</summary>
    public required ValueReader Reader { get; init; }

    public required Referrers Referrers { get; init; }

    public required ObjectCache Cache { get; init; }

    public required ExportLoop Exports { get; init; }

    /// <summary>Asks the target itself; null when the connector cannot.</summary>
    public required TargetLookup? Lookup { get; init; }

    /// <summary>Whether a filter that found nothing in the cache may ask the target now; each yes is counted.</summary>
    public required Func<bool> MayLookUpMiss { get; init; }

    public required bool Rename { get; init; }

    /// <summary>Throws while the connection cannot take a write.</summary>
    public required Action EnsureReady { get; init; }

    /// <summary>Throws while the connection cannot read.</summary>
    public required Action EnsureReadable { get; init; }

    /// <summary>The objects that it does not answer for at present.</summary>
    public required Doubts Doubts { get; init; }

    /// <summary>How old the cache is.</summary>
    public required Func<TimeSpan?> Age { get; init; }

    public ObjectSet Objects => Cache.Set(Type);

    public ScimException NotFound(string id) =>
        new(404, null, $"There is no {Type.ResourceType} with the id '{(id.Length > 200 ? id[..200] : id)}'. Look it up with a filter.");

    /// <summary>The object as the cache has it; null when there is none.</summary>
    /// <exception cref="ScimException">The connection cannot read, or the object's change may be under way.</exception>
    public CacheEntry? Read(string id)
    {
        EnsureReadable();
        var entry = Objects.Get(id);
        return Doubts.Covers(Type.Name, id, entry is not null) ? throw Unavailable.Recovering() : entry;
    }

    /// <summary>
    /// Throws when objects in doubt may belong to what was found. One found by a unique value stands for itself: no other can have it.
    /// </summary>
    public void EnsureCertain(EqualityTerm? term, IReadOnlyCollection<CacheEntry> found)
    {
        EnsureReadable();
        if (!Doubts.Any(Type.Name))
            return;
        var certain = term switch
        {
            null => false,
            { Or: not null } => false,
            { Place: null } => !Doubts.Covers(Type.Name, term.Value, found.Count > 0),
            _ => term.Source is { Attribute.Unique: true } && found.Count > 0 && found.All(e => !Doubts.Covers(Type.Name, e.Id, known: true)),
        };
        if (!certain)
            throw Unavailable.Recovering();
    }

    /// <summary>The object that is to be written; one that the cache does not know is looked for in the target.</summary>
    public async ValueTask<CacheEntry> FindForWriteAsync(string id, CancellationToken cancellationToken)
    {
        EnsureReady();
        if (Objects.Get(id) is { } known)
            return known;
        if (Lookup is not null)
            await Lookup.RefreshAsync(Type, id, cancellationToken);
        return Objects.Get(id) ?? throw NotFound(id);
    }
}
