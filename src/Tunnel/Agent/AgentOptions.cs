using Microsoft.AspNetCore.Builder;

namespace Sutler.Tunnel.Agent;

/// <summary>How an agent process runs. What it is (id, addresses, allow-list) stands in the data folder's <c>agent.json</c>.</summary>
public sealed record AgentOptions
{
    /// <summary>The folder that <see cref="Join.JoinOptions"/> filled.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the service's agent endpoint is now; replaces the addresses of <c>agent.json</c>.</summary>
    public IReadOnlyList<string>? AgentUrls { get; init; }

    /// <summary>Stands for port 8585 in the rules of the allow-list that name loopback.</summary>
    public int? LocalPort { get; init; }

    /// <summary>PEM file of the authority that allowed targets on loopback must chain to; replaces that of <c>agent.json</c>.</summary>
    public string? TrustedAuthority { get; init; }

    /// <summary>HTTP proxy to dial through, e.g. <c>http://user:password@proxy:3128</c>; else <c>agent.json</c>, else the environment's
    /// HTTPS_PROXY.</summary>
    public string? Proxy { get; init; }

    /// <summary>Limit for one attempt to connect, from name resolution to the answer of the service.</summary>
    public TimeSpan DialTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Upper bound of the random wait between two attempts.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Limit for connecting to a target.</summary>
    public TimeSpan TargetConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long requests in flight may take to finish when the agent stops.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Silence on the tunnel after which the service is asked for a sign of life, and how long that may take. Whole seconds.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(3);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Source of jitter.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Last word on logging and services of the agent's application.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
