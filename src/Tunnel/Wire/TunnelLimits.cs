namespace Sutler.Tunnel.Wire;

/// <summary>Sizes that both ends agree on.</summary>
internal static class TunnelLimits
{
    public const string AgentPath = "/tunnel";
    public const string RenewPath = "/api/v1/agents/renew";
    public const string JoinPath = "/api/v1/agents/join";

    /// <summary>Unread bytes that one request or answer may have under way; the bound on memory for a stalled reader.</summary>
    public const int StreamWindow = 1024 * 1024;

    public const int ConnectionWindow = 16 * 1024 * 1024;

    public const int MaxStreams = 1024;

    /// <summary>Size of one read from, and one message on, the WebSocket.</summary>
    public const int Chunk = 32 * 1024;

    public const int MaxHeaderBytes = 64 * 1024;

    /// <summary>Join and renewal messages, and error texts.</summary>
    public const int MaxMessageBytes = 64 * 1024;
}
