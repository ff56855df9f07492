using System.Collections.Frozen;
using Sutler.Tunnel.Wire;

namespace Sutler.Tunnel.Agent.Forwarding;

/// <summary>Headers that belong to one connection, not to the message (RFC 9110 §7.6.1), and the tunnel's own.</summary>
internal static class HopByHop
{
    // Expect: the agent has the whole request at hand and asks nobody.
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Expect",
        "Host");

    public static bool Contains(string name) => Names.Contains(name) || name.StartsWith(TunnelHeaders.Prefix, StringComparison.OrdinalIgnoreCase);
}
