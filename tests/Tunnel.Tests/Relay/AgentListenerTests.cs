using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sutler.Testing;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Relay.Authority;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Relay;

/// <summary>Who gets as far as the agent endpoint.</summary>
public sealed class AgentListenerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lets_an_agents_certificate_through_to_the_endpoint()
    {
        await using var service = await TestService.StartAsync();

        // "400" is the endpoint's own answer to a request that is no WebSocket: the certificate was good.
        (await CallAsync(service, AgentCertificate(service.Authority))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Refuses_a_connection_without_a_certificate()
    {
        await using var service = await TestService.StartAsync();

        (await CallAsync(service, null)).ShouldBeNull();
    }

    [Fact]
    public async Task Refuses_a_certificate_of_an_unknown_authority()
    {
        await using var service = await TestService.StartAsync();

        (await CallAsync(service, AgentCertificate(CertificateAuthority.Create("test", TimeProvider.System)))).ShouldBeNull();
    }

    [Fact]
    public async Task Refuses_a_node_and_a_service_certificate_of_its_own_authority()
    {
        await using var service = await TestService.StartAsync();

        (await CallAsync(service, service.Authority.IssueNode("node-1", ["localhost"]))).ShouldBeNull();
        (await CallAsync(service, service.Authority.IssueServer("node-1", ["localhost"]))).ShouldBeNull();
    }

    [Fact]
    public async Task Refuses_an_expired_certificate()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var service = await TestService.StartAsync(CertificateAuthority.Create("test", time));
        var certificate = AgentCertificate(service.Authority);

        time.Advance(TimeSpan.FromDays(31));

        (await CallAsync(service, certificate)).ShouldBeNull();
    }

    [Fact]
    public async Task Refuses_an_agent_that_the_service_does_not_admit()
    {
        await using var service = await TestService.StartAsync();
        service.Admission = _ => null;

        (await CallAsync(service, AgentCertificate(service.Authority))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Does_not_answer_on_other_listeners()
    {
        await using var service = await TestService.StartAsync();
        using var client = new HttpClient();

        (await client.GetAsync(service.ServiceUrl + "/tunnel")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PostAsync(service.ServiceUrl + "/api/v1/agents/renew", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Tells_the_agent_that_its_certificate_is_rejected()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var service = await TestService.StartAsync(CertificateAuthority.Create("test", time));
        await TestAgent.JoinAsync(service, _folder.Sub("agent"));
        time.Advance(TimeSpan.FromDays(31));

        (await LastErrorAsync("agent")).Kind.ShouldBe(DialErrorKind.RejectedCertificate);
    }

    [Fact]
    public async Task Tells_the_agent_that_it_is_not_admitted()
    {
        await using var service = await TestService.StartAsync();
        await TestAgent.JoinAsync(service, _folder.Sub("agent"));
        service.Admission = _ => null;

        var error = await LastErrorAsync("agent");

        error.Kind.ShouldBe(DialErrorKind.RejectedCertificate);
        error.Message.ShouldContain("Join again");
    }

    [Fact]
    public async Task Agent_refuses_a_service_of_another_authority()
    {
        await using var service = await TestService.StartAsync();
        await using var impostor = await TestService.StartAsync();
        service.AnnouncedUrl = impostor.AgentUrl;
        await TestAgent.JoinAsync(service, _folder.Sub("agent"));

        (await LastErrorAsync("agent")).Kind.ShouldBe(DialErrorKind.Tls);
        impostor.Relay.Connected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Agent_refuses_an_agent_that_poses_as_the_service()
    {
        var authority = CertificateAuthority.Create("test", TimeProvider.System);
        await using var service = await TestService.StartAsync(authority);
        await using var posing = await PosingServer.StartAsync(AgentCertificate(authority), authority.IssuingCertificate);
        service.AnnouncedUrl = posing.Url;
        await TestAgent.JoinAsync(service, _folder.Sub("agent"));

        (await LastErrorAsync("agent")).Kind.ShouldBe(DialErrorKind.Tls);
    }

    [Theory]
    [InlineData("https://no-such-host.invalid:8443", DialErrorKind.Dns)]
    [InlineData("https://localhost:1", DialErrorKind.Refused)]
    public async Task Tells_why_the_service_cannot_be_reached(string url, DialErrorKind kind)
    {
        await using var service = await TestService.StartAsync();
        service.AnnouncedUrl = url;
        await TestAgent.JoinAsync(service, _folder.Sub("agent"));

        (await LastErrorAsync("agent")).Kind.ShouldBe(kind);
    }

    private static X509Certificate2 AgentCertificate(CertificateAuthority authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issued = authority.IssueAgent(new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequestPem(), "agent-x");
        using var leaf = X509Certificate2.CreateFromPem(issued.Chain);
        return leaf.CopyWithPrivateKey(key);
    }

    /// <summary>The status, or null when TLS did not come about.</summary>
    private static async Task<HttpStatusCode?> CallAsync(TestService service, X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, c, _, _) => c is not null } };
        if (certificate is not null)
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        using var client = new HttpClient(handler);
        try
        {
            using var response = await client.GetAsync(service.AgentUrl + "/tunnel", TestLimits.Token());
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<DialError> LastErrorAsync(string folder)
    {
        await using var agent = await TestAgent.RunAsync(_folder.Sub(folder));
        await TestLimits.UntilAsync(() => agent.Status.LastError is not null, "an attempt fails");
        agent.Status.IsConnected.ShouldBeFalse();
        return agent.Status.LastError!;
    }
}
