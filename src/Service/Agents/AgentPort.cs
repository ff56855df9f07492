using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sutler.Service.Store;

namespace Sutler.Service.Agents;

/// <summary>The port that agents dial, where any free one will do: chosen once and kept, because agents remember it.</summary>
internal static class AgentPort
{
    private const string Setting = "agent-port";

    public static async Task<int> ChooseAsync(ListenAddress wanted, SettingStore settings, CancellationToken cancellationToken)
    {
        if (wanted.Port != 0)
            return wanted.Port;

        var kept = await settings.ReadAsync(Setting, cancellationToken) is { } bytes ? int.Parse(Encoding.ASCII.GetString(bytes), CultureInfo.InvariantCulture) : 0;
        if (kept != 0 && Find(wanted.Address, kept) == kept)
            return kept;

        var free = Find(wanted.Address, 0);
        await settings.WriteAsync(Setting, Encoding.ASCII.GetBytes(free.ToString(CultureInfo.InvariantCulture)), cancellationToken);
        return free;
    }

    /// <summary>The port when it is free (0: a free one); 0 when it is taken.</summary>
    private static int Find(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
