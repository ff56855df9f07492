namespace Sutler.Tunnel.Agent.Join;

/// <summary>The agent could not join; the message says what to do. Trying again is always safe.</summary>
public sealed class JoinException(string message, Exception? inner = null) : Exception(message, inner);
