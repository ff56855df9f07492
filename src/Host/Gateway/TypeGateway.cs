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

    /// <summary>Whether a filter that finds nothing in the cache asks the target.</summary>
    public required bool LookupOnMiss { get; init; }

    public required bool Rename { get; init; }

    /// <summary>Throws while the connection cannot answer.</summary>
    public required Action EnsureReady { get; init; }

    /// <summary>How old the cache is.</summary>
    public required Func<TimeSpan?> Age { get; init; }

    public ObjectSet Objects => Cache.Set(Type);

    public ScimException NotFound(string id) =>
        new(404, null, $"There is no {Type.ResourceType} with the id '{(id.Length > 200 ? id[..200] : id)}'. Look it up with a filter.");

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
