using System.Net;
using Sutler.Service.Targets;

namespace Sutler.Service.Tests.Targets;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("255.255.255.255")]
    public void Refuses_what_only_this_machine_may_ask(string address) => AddressGuard.Refusal(IPAddress.Parse(address), allowLoopback: false).ShouldNotBeNull();

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.1.1")]
    [InlineData("172.16.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("2001:db8::1")]
    [InlineData("fd12::1")]
    public void Lets_networks_of_the_company_and_the_internet_be_reached(string address) => AddressGuard.Refusal(IPAddress.Parse(address), allowLoopback: false).ShouldBeNull();

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("169.254.169.254", false)]
    public void Lets_loopback_be_reached_where_the_service_says_so(string address, bool allowed) =>
        (AddressGuard.Refusal(IPAddress.Parse(address), allowLoopback: true) is null).ShouldBe(allowed);

    [Theory]
    [InlineData("localhost", true, false, "loopback")]
    [InlineData("10.1.2.3", true, true, "plain HTTP")]
    [InlineData("169.254.169.254", false, true, "metadata")]
    public async Task Names_the_reason_and_never_connects(string host, bool isPlain, bool allowLoopback, string reason)
    {
        var connector = new DirectConnector(new TargetOptions { AllowLoopback = allowLoopback, CertificateFolder = "" });
        var refusal = await Should.ThrowAsync<HttpRequestException>(() => connector.ConnectAsync(new DnsEndPoint(host, 9), isPlain, CancellationToken.None));
        (refusal.HttpRequestError, refusal.Message.Contains(reason, StringComparison.Ordinal)).ShouldBe((HttpRequestError.ConnectionError, true), refusal.Message);
    }
}
