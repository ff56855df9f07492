using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>Finds loopback ports that nobody listens on.</summary>
internal static class FreePort
{
    public static string Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
