using System.Net;

namespace Sutler.Tunnel.Agent.Connection;

/// <summary>"Listening" on this means dialling out: one tunnel, kept up. Nothing is bound on this machine.</summary>
internal sealed class TunnelEndPoint(int slot) : EndPoint
{
    public int Slot => slot;

    public override string ToString() => $"tunnel:{slot}";
}
