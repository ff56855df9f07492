using Sutler.Connectors.Sdk;
using Sutler.Host.Autosync;
using Sutler.Host.Cache;
using Sutler.Host.Export;
using Sutler.Host.Gateway;
using Sutler.Host.Isolation;

namespace Sutler.Host.Connections;

/// <summary>
/// One running connection, from its start (warm cache, schema, recovery, first import) over autosync to its drain. Owns the connector and the
/// cache. Its phases run one after the other on one task; requests read <see cref="State"/> and what <see cref="Gateway"/> holds.
/// </summary>
internal sealed partial class Connection : IAsyncDisposable
{
    private static readonly TimeSpan CutOffWait = TimeSpan.FromSeconds(1);

    private readonly ConnectionParts _parts;
    private readonly GuardedConnector _connector;
    private readonly ConnectionOpener _opener;
    private readonly ConnectionTrouble _trouble;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cutOff;
    private Task _run = Task.CompletedTask;
    private ConnectionGateway? _gateway;
    private volatile ConnectionState _phase = ConnectionState.Starting;
    private volatile bool _readable;
    private volatile string? _recovering;
    private long _stopBegan;
    private int _disposed;

    public Connection(ConnectionParts parts)
    {
        _parts = parts;
        _cutOff = new CancellationTokenSource(Timeout.InfiniteTimeSpan, parts.Clock);
        _connector = new GuardedConnector(Name, parts.Connector, parts.Config.Limits, (parts.Clock, parts.Logger));
        _opener = new ConnectionOpener(parts, _connector);
        _trouble = new ConnectionTrouble(Name, parts.Clock, parts.Random, parts.Logger);
        Requests = new RequestLimit(parts.Config.Limits.Concurrency);
    }

    public string Name => _parts.Config.Name;

    public byte[] TokenHash => _parts.TokenHash;

    public ConnectionState State => _phase is ConnectionState.Ready && _recovering is not null ? ConnectionState.Recovering : _phase;

    /// <summary>What answers requests; null until the schema is known.</summary>
    public ConnectionGateway? Gateway => Volatile.Read(ref _gateway);

    /// <summary>How many requests are in it, and may be.</summary>
    public RequestLimit Requests { get; }

    /// <summary>How old the data is at most: the time since the last import began that was taken in.</summary>
    public TimeSpan? Age => Imported is { } at ? _parts.Clock.GetUtcNow() - at : null;

    public ConnectionStatus Status => new(Name, State)
    {
        Objects = Gateway?.Cache.Count ?? 0,
        Imported = Imported,
        Age = Age,
        NextImport = _phase is ConnectionState.Ready ? Gateway?.Autosync.Next : null,
        Import = Gateway?.Imports.Progress,
        HeldImport = Gateway?.Imports.Held?.Reason,
        Held = Gateway?.Imports.Held,
        InDoubt = Gateway?.Export.Doubts.Count ?? 0,
        Breaker = _connector.Breaker,
        Problem = _recovering ?? _trouble.Problem,
    };

    private DateTimeOffset? Imported => Gateway?.Imports.Mark is { } mark ? DateTimeOffset.FromUnixTimeMilliseconds(mark.Started) : null;

    public void Start() => _run = Task.Run(() => RunAsync(_stopping.Token));

    /// <summary>Imports now, or as soon as the import that is running is done. A delta that is not possible becomes a full import.</summary>
    /// <exception cref="ConnectorException">The target failed.</exception>
    /// <exception cref="Scim.Errors.ScimException">The connection is not ready.</exception>
    public Task<ImportReport> ImportNowAsync(ImportKind kind, CancellationToken cancellationToken)
    {
        EnsureReady();
        return Gateway!.Autosync.RequestAsync(kind, cancellationToken);
    }

    /// <summary>Lets the import that is shown as held pass: the next one goes through that drops no more. False when none is held.</summary>
    public bool AcceptHeldImport() => Gateway?.Imports.AcceptHeld() ?? false;

    /// <summary>Writes every cached object as one line of JSON. For the admin alone: it asks for no token and leaves out nothing that is readable.</summary>
    /// <exception cref="Scim.Errors.ScimException">The cache is not loaded yet.</exception>
    public Task DumpAsync(Stream stream, CancellationToken cancellationToken) =>
        Gateway is { } gateway ? CacheDump.WriteAsync(gateway.Cache, stream, cancellationToken) : throw Unavailable.Starting();

    /// <summary>Throws the answer of a connection that cannot take a write.</summary>
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
            case ConnectionState.Warm:
                throw Unavailable.Unreached();
            default:
                throw Unavailable.Starting();
        }
    }

    /// <summary>Throws the answer of a connection that cannot even read. Objects in doubt are another matter, see <see cref="Doubts"/>.</summary>
    public void EnsureReadable()
    {
        if (!_readable || _phase is ConnectionState.Stopping)
            EnsureReady();
    }

    /// <summary>Refuses everything from now on, and what waits, but for the batch in flight.</summary>
    public void Stop()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _phase = ConnectionState.Stopping;
        _stopBegan = _parts.Clock.GetTimestamp();
        _cutOff.CancelAfter(_parts.DrainTimeout);
        _stopping.Cancel();
    }

    /// <summary>Finishes the batch in flight and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        Stop();
        var left = _parts.DrainTimeout + CutOffWait - _parts.Clock.GetElapsedTime(_stopBegan);
        try
        {
            await _run.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _parts.Clock);
        }
        catch (TimeoutException)
        {
            // A connector that does not heed cancellation: its batch is in the journal, the next start reads the objects again.
            LogCutOff(_parts.Logger, Name);
        }

        await _connector.DisposeAsync();
        if (Gateway is { } gateway)
            await gateway.Cache.DisposeAsync();
        _cutOff.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var gateway = await OpenAsync(stopping);
            Enter(ConnectionState.Recovering, stopping);
            await new Recovery(gateway.Export, _parts.Logger).RunAsync(stopping);
            if (gateway.Imports.Mark is null)
            {
                Enter(ConnectionState.Importing, stopping);
                _trouble.Report(await _trouble.InsistAsync(token => gateway.Imports.RunAsync(ImportKind.Full, token), stopping));
            }

            _readable = true;
            Enter(ConnectionState.Ready, stopping);
            LogReady(_parts.Logger, Name, gateway.Cache.Count);
            var exports = gateway.Exports.RunAsync(stopping, _cutOff.Token);
            await gateway.Autosync.RunAsync(stopping);
            await exports;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before it was ready: there is nothing in flight.
        }
    }

    private void Enter(ConnectionState phase, CancellationToken stopping)
    {
        _phase = phase;
        if (stopping.IsCancellationRequested)
            _phase = ConnectionState.Stopping;
    }

    /// <summary>A warm cache answers reads while the target is reached for the first time; writes have to wait for the schema that is there now.</summary>
    private async Task<ConnectionGateway> OpenAsync(CancellationToken stopping)
    {
        var opened = await _trouble.InsistAsync(_opener.OpenAsync, stopping);
        var gateway = await ComposeAsync(opened, stopping);
        if (opened.Mark is null)
            return gateway;

        _readable = true;
        Enter(ConnectionState.Warm, stopping);
        LogWarm(_parts.Logger, Name, gateway.Cache.Count);
        var current = await _trouble.InsistAsync(token => _opener.CheckAsync(opened, token), stopping);
        if (ReferenceEquals(current, opened))
            return gateway;
        _readable = false;
        Enter(ConnectionState.Starting, stopping);
        LogSchemaChanged(_parts.Logger, Name);
        return await ComposeAsync(current, stopping);
    }

    private async Task<ConnectionGateway> ComposeAsync(OpenedCache opened, CancellationToken cancellationToken)
    {
        var imports = new ImportRunner(
            new ImportParts { Config = _parts.Config, Connector = _connector, Cache = opened.Cache, Types = opened.Types, Clock = _parts.Clock }, opened.Mark);
        var export = new ExportParts
        {
            ConnectionName = Name,
            Connector = _connector,
            Cache = opened.Cache,
            Store = opened.Store,
            Types = opened.Types.ByName,
            Clock = _parts.Clock,
            Random = _parts.Random,
            ImportAsync = async token => (await imports.RunAsync(ImportKind.Full, token)).Held is null,
            Recovering = reason => _recovering = reason,
        };
        export.Doubts.Set(await opened.Store.ReadJournalAsync(cancellationToken));
        var gateway = new ConnectionGateway(this, _parts, export, (opened.Types, imports, new AutosyncLoop(imports, _trouble, _parts.Clock)));
        Volatile.Write(ref _gateway, gateway);
        return gateway;
    }
}
