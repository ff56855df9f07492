using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Host.Autosync;
using Sutler.Host.Cache;
using Sutler.Host.Export;
using Sutler.Host.Gateway;

namespace Sutler.Host.Connections;

/// <summary>
/// One running connection, from its start (schema, warm cache, recovery, first import) over autosync to its drain. Owns the connector and the
/// cache. Its phases run one after the other on one task; requests read <see cref="State"/> and what <see cref="Gateway"/> holds.
/// </summary>
internal sealed partial class Connection(ConnectionParts parts) : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CutOffWait = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cutOff = new(Timeout.InfiniteTimeSpan, parts.Clock);
    private Task _run = Task.CompletedTask;
    private ConnectionGateway? _gateway;
    private volatile ConnectionState _phase = ConnectionState.Starting;
    private volatile string? _recovering;
    private volatile string? _problem;
    private volatile string? _held;
    private long _imported;
    private long _stopBegan;
    private int _disposed;

    public string Name => parts.Config.Name;

    public byte[] TokenHash => parts.TokenHash;

    public ConnectionState State => _phase is ConnectionState.Ready && _recovering is not null ? ConnectionState.Recovering : _phase;

    /// <summary>What answers requests; null until the schema is known.</summary>
    public ConnectionGateway? Gateway => Volatile.Read(ref _gateway);

    public TimeSpan? Age => Interlocked.Read(ref _imported) is var at and > 0 ? parts.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public ConnectionStatus Status => new(Name, State)
    {
        Objects = Gateway?.Cache.Count ?? 0,
        Imported = Interlocked.Read(ref _imported) is var at and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        HeldImport = _held,
        Problem = _recovering ?? _problem,
    };

    public void Start() => _run = Task.Run(() => RunAsync(_stopping.Token));

    /// <summary>Throws the answer of a connection that cannot serve.</summary>
    public void EnsureReady()
    {
        switch (State)
        {
            case ConnectionState.Ready:
                return;
            case ConnectionState.Importing:
                throw Unavailable.Importing();
            case ConnectionState.Recovering:
                throw Unavailable.Recovering();
            case ConnectionState.Stopping:
                throw Unavailable.Stopping();
            default:
                throw Unavailable.Starting();
        }
    }

    /// <summary>Refuses everything from now on, and what waits, but for the batch in flight.</summary>
    public void Stop()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _phase = ConnectionState.Stopping;
        _stopBegan = parts.Clock.GetTimestamp();
        _cutOff.CancelAfter(parts.DrainTimeout);
        _stopping.Cancel();
    }

    /// <summary>Finishes the batch in flight and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        Stop();
        var left = parts.DrainTimeout + CutOffWait - parts.Clock.GetElapsedTime(_stopBegan);
        try
        {
            await _run.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, parts.Clock);
        }
        catch (TimeoutException)
        {
            // A connector that does not heed cancellation: its batch is in the journal, the next start reads the objects again.
            LogCutOff(parts.Logger, Name);
        }

        await parts.Connector.DisposeAsync();
        if (Gateway is { } gateway)
            await gateway.Cache.DisposeAsync();
        _cutOff.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var gateway = await InsistAsync(OpenAsync, stopping);
            Volatile.Write(ref _gateway, gateway);
            _phase = ConnectionState.Recovering;
            await new Recovery(gateway.Export, parts.Logger).RunAsync(stopping);
            if (gateway.NeedsImport)
            {
                _phase = ConnectionState.Importing;
                await InsistAsync(token => ImportAsync(gateway, token), stopping);
            }

            EnterReady(stopping);
            LogReady(parts.Logger, Name, gateway.Cache.Count);
            var exports = gateway.Exports.RunAsync(stopping, _cutOff.Token);
            await AutosyncAsync(gateway, stopping);
            await exports;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before it was ready: there is nothing in flight.
        }
    }

    private void EnterReady(CancellationToken stopping)
    {
        _phase = ConnectionState.Ready;
        if (stopping.IsCancellationRequested)
            _phase = ConnectionState.Stopping;
    }

    private async Task<ConnectionGateway> OpenAsync(CancellationToken cancellationToken)
    {
        var schema = await parts.Connector.GetSchemaAsync(cancellationToken);
        var types = ConnectionTypes.Expose(parts.Config, schema, parts.Connector.Capabilities.Rename);
        var store = OpenStore();
        try
        {
            var mark = await store.ReadMarkAsync(cancellationToken);
            var cache = new ObjectCache(store, types, parts.Clock);
            await cache.LoadAsync(cancellationToken);
            var fingerprint = ConnectionKey.Fingerprint(parts.Config, schema);
            if (mark?.Fingerprint == fingerprint)
                Interlocked.Exchange(ref _imported, mark.Started);
            return Compose(cache, store, new ConnectionTypes(types, fingerprint, mark?.Fingerprint != fingerprint));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private ConnectionGateway Compose(ObjectCache cache, CacheStore store, ConnectionTypes types)
    {
        ConnectionGateway? gateway = null;
        var export = new ExportParts
        {
            ConnectionName = Name,
            Connector = parts.Connector,
            Cache = cache,
            Store = store,
            Types = types.ByName,
            Clock = parts.Clock,
            Random = parts.Random,
            ImportAsync = async token => (await ImportAsync(gateway!, token)).Held is null,
            Recovering = reason => _recovering = reason,
        };
        return gateway = new ConnectionGateway(this, parts, export, types);
    }

    /// <summary>A damaged cache is set aside, not deleted: all it held can be read from the target again.</summary>
    private CacheStore OpenStore()
    {
        try
        {
            return CacheStore.Open(parts.CachePath);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            var aside = $"{parts.CachePath}.damaged-{parts.Clock.GetUtcNow().ToUnixTimeSeconds()}";
            LogDamaged(parts.Logger, Name, aside);
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                if (File.Exists(parts.CachePath + suffix))
                    File.Move(parts.CachePath + suffix, aside + suffix, overwrite: true);
            }

            return CacheStore.Open(parts.CachePath);
        }
    }

    private async Task<ImportOutcome> ImportAsync(ConnectionGateway gateway, CancellationToken cancellationToken)
    {
        var outcome = await gateway.Import.RunAsync(parts.Config, gateway.Types.Fingerprint, !gateway.NeedsImport, cancellationToken);
        _held = outcome.Held;
        if (outcome.Held is not null)
        {
            LogHeld(parts.Logger, Name, outcome.Difference.Dropped, outcome.Difference.Before);
            return outcome;
        }

        gateway.NeedsImport = false;
        Interlocked.Exchange(ref _imported, outcome.Started);
        LogImported(parts.Logger, Name, outcome.Read, outcome.Difference.Changes.Count);
        return outcome;
    }

    private async Task AutosyncAsync(ConnectionGateway gateway, CancellationToken stopping)
    {
        // A warm cache may be old: it answers at once, and is renewed when its interval is over, not one interval from now.
        var wait = parts.Config.Interval - (Age ?? TimeSpan.Zero);
        try
        {
            while (true)
            {
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, parts.Clock, stopping);
                await InsistAsync(token => ImportAsync(gateway, token), stopping);
                wait = parts.Config.Interval;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The export loop has the last word.
        }
    }

    /// <summary>Tries again, at growing distances, until the target and the file play along.</summary>
    private async Task<T> InsistAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                var result = await step(cancellationToken);
                _problem = null;
                return result;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                _problem = e switch
                {
                    ConnectorException connector => connector.Error.Message,
                    DbException or IOException or UnauthorizedAccessException => "The cache file cannot be opened or written; see the log.",
                    _ => "The connector failed; see the log.",
                };
                LogStepFailed(parts.Logger, e, Name, wait);
            }

            await Task.Delay(wait * (0.75 + (parts.Random.NextDouble() / 2)), parts.Clock, cancellationToken);
        }
    }
}
