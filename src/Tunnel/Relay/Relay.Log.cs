using Microsoft.Extensions.Logging;

namespace Sutler.Tunnel.Relay;

internal sealed partial class Relay
{
    [LoggerMessage(1000, LogLevel.Information, "Agent {AgentId} of group {Group} connected from {RemoteAddress}")]
    private partial void LogConnected(string agentId, string group, string remoteAddress);

    [LoggerMessage(1001, LogLevel.Information, "Agent {AgentId} disconnected")]
    private partial void LogDisconnected(string agentId);

    [LoggerMessage(1002, LogLevel.Warning, "Agent {AgentId} connected but did not answer; the connection is closed")]
    private partial void LogGreetingFailed(Exception exception, string agentId);

    [LoggerMessage(1003, LogLevel.Warning, "The connection of agent {AgentId} was closed on request")]
    private partial void LogDropped(string agentId);

    [LoggerMessage(1004, LogLevel.Error, "An observer of agents' connections failed")]
    private partial void LogObserverFailed(Exception exception);
}
