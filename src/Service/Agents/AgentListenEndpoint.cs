using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sutler.Tunnel.Relay;

namespace Sutler.Service.Agents;

/// <summary>Opens the listener that agents dial, with a certificate of the service's own authority, issued anew well before it ends.</summary>
internal static class AgentListenEndpoint
{
    public static void Listen(KestrelServerOptions kestrel, ListenAddress listen, (ServiceParts Parts, AgentEndpointAddress Told, TimeProvider Time) with)
    {
        var certificate = new ServerCertificate(with.Parts.Authority, Hosts(listen, with.Told), with.Time);
        kestrel.ListenForAgents(new IPEndPoint(listen.Address, listen.Port), () => certificate.Current, () => with.Parts.Authority);
    }

    private static IReadOnlyList<string> Hosts(ListenAddress listen, AgentEndpointAddress told) =>
        [.. told.Urls.Select(url => new Uri(url).DnsSafeHost).Append(listen.Address.ToString()).Append("localhost").Append(Dns.GetHostName()).Distinct(StringComparer.OrdinalIgnoreCase)];
}
