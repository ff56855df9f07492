namespace Sutler.Tunnel.Agent.Connection;

/// <summary>Where a call of the agent goes, and through which proxy; null leaves that to the environment.</summary>
internal readonly record struct AgentRoute(Uri To, string? Proxy);
