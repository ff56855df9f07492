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
/// application, made anew when its address or secrets change.
/// </summary>
internal sealed class TargetClients(IRelay relay, EngineOptions options, TargetOptions targets, TargetReportStore reports) : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public TargetOptions Options => targets;

    public TargetReportStore Reports => reports;

    public TargetConnection Connect(ApplicationRow application, ApplicationSecrets secrets, JobProgress progress, TargetReport? report = null)
    {
        IAgentPresence presence = application.AgentGroup is { } group ? new AgentPresence(relay, group, options.Time) : DirectPresence.Instance;
        return new TargetConnection(Client(application, secrets, report), presence, options, progress);
    }

    /// <summary>A client of the application's target, with what a probe has found about it.</summary>
    public ScimClient Client(ApplicationRow application, ApplicationSecrets secrets, TargetReport? report = null)
    {
        var fingerprint = application.AgentGroup + secrets.Fingerprint;
        var entry = _entries.AddOrUpdate(
            application.Id, _ => Make(application, secrets, fingerprint), (_, old) => old.Fingerprint == fingerprint ? old : Make(application, secrets, fingerprint));
        return new ScimClient(entry.Http, secrets.BaseAddress!, new ScimClientOptions
        {
            Timeout = options.CallTimeout,
            Clock = options.Time,
            NotFoundMeansEmpty = report is { NotFoundMeansEmpty: true } && report.IsOf(secrets.BaseAddress),
            MayHaveRun = static failure => failure switch
            {
                CredentialException => false,
                TunnelException tunnel => tunnel.MayHaveRun,
                _ => null,
            },
        });
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            entry.Dispose();
    }

    private Entry Make(ApplicationRow application, ApplicationSecrets secrets, string fingerprint)
    {
        var target = new TargetSecrets(secrets);
        var inner = Inner(application, target);
        // Tokens come from the identity provider itself, not through the agents, whose allow-list knows only targets.
        var tokens = target.UsesClientCredentials ? new HttpClient(Direct(target, ofTokens: target.TokenUri?.Host != target.BaseAddress?.Host)) { Timeout = Timeout.InfiniteTimeSpan } : null;
        ITargetCredential credential = tokens is null ? new TokenCredential(target.Tokens) : new ClientCredential(tokens, target, options.Time);
        var http = new HttpClient(new TraceHandler(new CredentialHandler(credential, inner))) { Timeout = Timeout.InfiniteTimeSpan };
        return new Entry(fingerprint, http, tokens);
    }

    private HttpMessageHandler Inner(ApplicationRow application, TargetSecrets secrets) =>
        application.AgentGroup is { } group ? relay.CreateHandler(group) : Direct(secrets, ofTokens: false);

    /// <summary>The target's own CA and client certificate are for the target alone.</summary>
    private HttpMessageHandler Direct(TargetSecrets secrets, bool ofTokens)
    {
        try
        {
            return new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectCallback = new DirectConnector(targets).ConnectAsync,
                SslOptions = ofTokens ? TargetTls.Plain() : TargetTls.Of(secrets, targets),
            };
        }
        catch (CredentialException exception)
        {
            return new RefusingHandler(exception);
        }
    }

    private sealed record Entry(string Fingerprint, HttpClient Http, HttpClient? Tokens) : IDisposable
    {
        public void Dispose()
        {
            Http.Dispose();
            Tokens?.Dispose();
        }
    }
}
