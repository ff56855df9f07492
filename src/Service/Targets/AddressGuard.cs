using System.Net;
using System.Net.Sockets;

namespace Sutler.Service.Targets;

/// <summary>
/// Which addresses the service connects to by itself. A target's address comes from an administrator of an application, so it must not lead to
/// what only this machine or its cloud platform may ask: loopback, link-local addresses and the platforms' metadata services. Pure.
/// </summary>
internal static class AddressGuard
{
    private static readonly (IPNetwork Network, string What)[] Refused =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "an unspecified address"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address, where cloud platforms keep their metadata"),
        (IPNetwork.Parse("100.100.100.200/32"), "the metadata service of a cloud platform"),
        (IPNetwork.Parse("168.63.129.16/32"), "the metadata service of a cloud platform"),
        (IPNetwork.Parse("192.0.0.192/32"), "the metadata service of a cloud platform"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
        (IPNetwork.Parse("::/128"), "an unspecified address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("fd00:ec2::254/128"), "the metadata service of a cloud platform"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Why the address is not connected to; null when it may be.</summary>
    public static string? Refusal(IPAddress address, bool allowLoopback)
    {
        var real = Embedded(address);
        if (IPAddress.IsLoopback(real))
            return allowLoopback ? null : "a loopback address. Reach targets of this machine through an agent, or start the service with --allow-loopback-targets";
        foreach (var (network, what) in Refused)
        {
            if (network.Contains(real))
                return what;
        }

        return null;
    }

    /// <summary>The IPv4 address inside of an IPv6 one that only carries it.</summary>
    private static IPAddress Embedded(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (Translated.Contains(address))
            return new IPAddress(bytes.AsSpan(12, 4));
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : address;
    }
}
