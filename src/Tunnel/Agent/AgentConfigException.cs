namespace Sutler.Tunnel.Agent;

/// <summary>The agent's data folder or options cannot be used; the message names the place, the rule and the remedy.</summary>
public sealed class AgentConfigException(string message, Exception? inner = null) : Exception(message, inner);
