using Microsoft.Data.Sqlite;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Isolation;

namespace Sutler.Host.Connections;

/// <summary>
/// Opens a connection's cache: warm, without asking the target, where it was filled under the present settings; else with the schema that the
/// target has now.
/// </summary>
internal sealed partial class ConnectionOpener(ConnectionParts parts, GuardedConnector connector)
{
    private bool Rename => connector.Capabilities.Rename;

    /// <summary>Opens the cache.</summary>
    /// <exception cref="ConnectorException">The cache is cold and the target cannot be reached.</exception>
    public async Task<OpenedCache> OpenAsync(CancellationToken cancellationToken)
    {
        var store = OpenStore();
        try
        {
            var mark = await store.ReadMarkAsync(cancellationToken);
            if (ConnectionTypes.Kept(parts.Config, mark, Rename) is not var (types, schema))
                return await OpenColdAsync(store, mark, cancellationToken);
            connector.Expect(schema);
            return await LoadAsync(store, types, mark, cancellationToken);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the target for its schema; the same cache when it is the one that the cache was filled under.</summary>
    /// <exception cref="ConnectorException">The target cannot be reached.</exception>
    public async Task<OpenedCache> CheckAsync(OpenedCache opened, CancellationToken cancellationToken)
    {
        var schema = await connector.GetSchemaAsync(cancellationToken);
        var types = ConnectionTypes.Of(parts.Config, schema, Rename);
        if (types.Fingerprint == opened.Types.Fingerprint)
            return opened;
        connector.Expect(schema);
        return await LoadAsync(opened.Store, types, null, cancellationToken);
    }

    private async Task<OpenedCache> OpenColdAsync(CacheStore store, ImportMark? mark, CancellationToken cancellationToken)
    {
        var schema = await connector.GetSchemaAsync(cancellationToken);
        connector.Expect(schema);
        var types = ConnectionTypes.Of(parts.Config, schema, Rename);
        return await LoadAsync(store, types, mark?.Fingerprint == types.Fingerprint ? mark : null, cancellationToken);
    }

    private async Task<OpenedCache> LoadAsync(CacheStore store, ConnectionTypes types, ImportMark? mark, CancellationToken cancellationToken)
    {
        var cache = new ObjectCache(store, types.All, parts.Clock);
        await cache.LoadAsync(cancellationToken);
        return new OpenedCache(cache, store, types, mark);
    }

    /// <summary>A damaged cache is set aside, not deleted: all it held can be read from the target again.</summary>
    private CacheStore OpenStore()
    {
        try
        {
            return CacheStore.Open(parts.CachePath);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            var aside = $"{parts.CachePath}.damaged-{parts.Clock.GetUtcNow().ToUnixTimeSeconds()}";
            LogDamaged(parts.Logger, parts.Config.Name, aside);
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                if (File.Exists(parts.CachePath + suffix))
                    File.Move(parts.CachePath + suffix, aside + suffix, overwrite: true);
            }

            return CacheStore.Open(parts.CachePath);
        }
    }
}
