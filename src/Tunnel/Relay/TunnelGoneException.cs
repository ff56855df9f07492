namespace Sutler.Tunnel.Relay;

/// <summary>
/// A tunnel is asked for a second connection: the first one takes no more requests. The HTTP stack asks only for a request that the other end has
/// certainly not processed (never sent, or refused by GOAWAY, RFC 9113 §6.8), so this failure means "not sent".
/// </summary>
internal sealed class TunnelGoneException() : IOException("The agent's connection takes no more requests.");
