using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Host.Gateway;
using Sutler.Storage.Secrets;

namespace Sutler.Host.Connections;

/// <summary>
/// The connections of a host, by their name with its case (H/SCIM-1). A file with faults is reported and disturbs nobody else; a reload that
/// finds faults leaves the running connection as it is. Reloads of all connections take turns.
/// </summary>
internal sealed partial class ConnectionRegistry(HostOptions options, IReadOnlyList<IConnectorFactory> factories, ILogger<ConnectionRegistry> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (Connection Connection, ConnectionEndpoint Endpoint)> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<ConnectionFault>> _faults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IConnectorFactory> _factories = factories.ToDictionary(f => f.Kind, StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Every connection file there is, running or not.</summary>
    public IReadOnlyList<ConnectionStatus> Status
    {
        get
        {
            var running = _running.Values.Select(r => r.Connection.Status with { Faults = _faults.GetValueOrDefault(r.Connection.Name) ?? [] });
            var faulted = _faults.Where(f => !_running.ContainsKey(f.Key)).Select(f => new ConnectionStatus(f.Key, ConnectionState.Faulted) { Faults = f.Value });
            return [.. running.Concat(faulted).OrderBy(s => s.Name, StringComparer.Ordinal)];
        }
    }

    public string Folder { get; } = Path.Combine(options.DataFolder, "connections");

    public (Connection Connection, ConnectionEndpoint Endpoint)? Find(string name) => _running.TryGetValue(name, out var found) ? found : null;

    /// <summary>Starts every connection whose file is there.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        foreach (var path in Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal))
            await ReloadAsync(Path.GetFileNameWithoutExtension(path), cancellationToken);
    }

    /// <summary>Reads a connection's file again: starts, restarts or stops the connection. Returns the faults that kept it from that.</summary>
    public async Task<IReadOnlyList<ConnectionFault>> ReloadAsync(string name, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var path = Path.Combine(Folder, name + ".yaml");
            if (!ConnectionFile.IsName(name) || !File.Exists(path))
            {
                _faults.TryRemove(name, out _);
                await StopAsync(name);
                return ConnectionFile.IsName(name) || !File.Exists(path) ? [] : Refuse(name, [NameFault(path)]);
            }

            return await RestartAsync(name, path);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets every connection refuse what is not in flight; the host is about to stop.</summary>
    public void Stop()
    {
        foreach (var (_, running) in _running)
            running.Connection.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Values.Select(r => r.Connection.DisposeAsync().AsTask()));
        _running.Clear();
    }

    public static ConnectionFault NameFault(string path) =>
        new(Path.GetFileName(path), "", "the file's name must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -, then .yaml. Rename it.");

    private IReadOnlyList<ConnectionFault> Refuse(string name, IReadOnlyList<ConnectionFault> faults)
    {
        _faults[name] = faults;
        foreach (var fault in faults)
            LogFault(logger, fault.ToString());
        return faults;
    }

    private async Task<IReadOnlyList<ConnectionFault>> RestartAsync(string name, string path)
    {
        try
        {
            var (config, faults) = ConnectionFile.Read(path, _factories);
            if (config is null)
                return Refuse(name, faults);
            var connection = Make(config, path);
            _faults.TryRemove(name, out _);
            await StopAsync(name);
            _running[name] = (connection, new ConnectionEndpoint(connection));
            connection.Start();
            return [];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Checking settings and making a connector are the connector's own code: what it throws is its connection's fault alone.
            LogConnectorFailed(logger, e, name);
            return Refuse(name, [new ConnectionFault(Path.GetFileName(path), "settings", "the connector failed when it was made from these settings. The host's log says how; correct the settings.")]);
        }
    }

    private Connection Make(ConnectionConfig config, string path)
    {
        var folder = ConnectionFile.BaseFolder(path);
        var context = new ConnectorContext(config.Name, folder, Resolve, options.Clock) { AcceptsUnread = true };
        return new Connection(new ConnectionParts
        {
            Config = config,
            Connector = _factories[config.Connector].Create(config.Settings, context),
            TokenHash = ConnectionKey.Token(Resolve(config.SecretToken)),
            CachePath = Path.Combine(options.DataFolder, "cache", config.Name + ".db"),
            Clock = options.Clock,
            Random = options.Random,
            DrainTimeout = options.DrainTimeout,
            Logger = logger,
        });

        // What is read is known to the log, which never shows it (H/LOG-4).
        string Resolve(string reference) => options.Redactor.Add(new SecretReference(reference).Resolve(folder));
    }

    private async Task StopAsync(string name)
    {
        if (_running.TryRemove(name, out var old))
            await old.Connection.DisposeAsync();
    }
}
