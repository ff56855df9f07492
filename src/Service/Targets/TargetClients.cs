using System.Collections.Concurrent;
using Sutler.Scim.Client;
using Sutler.Service.Applications;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Tunnel;
using Sutler.Tunnel.Relay;

namespace Sutler.Service.Targets;

/// <summary>
/// Connections to the targets of applications: through the relay where an agent group is given, straight otherwise. One HTTP client an
/// application, made anew when its address or secret changes.
/// </summary>
internal sealed class TargetClients(IRelay relay, EngineOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public TargetConnection Connect(ApplicationRow application, ApplicationSecrets secrets, JobProgress progress)
    {
        var fingerprint = application.AgentGroup + secrets.Fingerprint;
        var entry = _entries.AddOrUpdate(
            application.Id, _ => Make(application, fingerprint), (_, old) => old.Fingerprint == fingerprint ? old : Make(application, fingerprint));
        var token = secrets.SecretToken;
        var client = new ScimClient(entry.Http, secrets.BaseAddress!, new ScimClientOptions
        {
            BearerToken = _ => ValueTask.FromResult(token),
            Timeout = options.CallTimeout,
            Clock = options.Time,
            MayHaveRun = static failure => failure is TunnelException tunnel ? tunnel.MayHaveRun : null,
        });
        IAgentPresence presence = application.AgentGroup is { } group ? new AgentPresence(relay, group, options.Time) : DirectPresence.Instance;
        return new TargetConnection(client, presence, options, progress);
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            entry.Http.Dispose();
    }

    private Entry Make(ApplicationRow application, string fingerprint)
    {
        HttpMessageHandler inner = application.AgentGroup is { } group
            ? relay.CreateHandler(group)
            : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        return new Entry(fingerprint, new HttpClient(new TraceHandler(inner)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    private sealed record Entry(string Fingerprint, HttpClient Http);
}
