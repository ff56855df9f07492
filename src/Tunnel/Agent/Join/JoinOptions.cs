namespace Sutler.Tunnel.Agent.Join;

public sealed record JoinOptions
{
    /// <summary>Address of the service's main listener; HTTPS unless it is loopback.</summary>
    public required string ServiceUrl { get; init; }

    /// <summary>One-time token from <c>sutler agent token create</c>.</summary>
    public required string Token { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>PEM file of the authority that signed the service's main certificate, where the system does not trust it.</summary>
    public string? CaFile { get; init; }

    /// <summary>HTTP proxy; else the environment's HTTPS_PROXY.</summary>
    public string? Proxy { get; init; }

    /// <summary>Becomes a new agent although the folder holds one already.</summary>
    public bool Replace { get; init; }

    public string MachineName { get; init; } = Environment.MachineName;

    public string Version { get; init; } = AgentVersion.Current;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public override string ToString() => $"JoinOptions {{ ServiceUrl = {ServiceUrl}, DataFolder = {DataFolder}, Token = *** }}";
}
