using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Agent.Connection;

public sealed class ProxyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dials_through_a_proxy_with_user_and_password()
    {
        using var proxy = new ConnectProxy("user:p@ss word");
        await using var service = await TestService.StartAsync();

        await using var agent = await TestAgent.StartAsync(
            service, _folder.Sub("agent"), change: o => o with { Proxy = $"http://user:p%40ss%20word@127.0.0.1:{proxy.Port}" });
        await agent.ConnectedAsync();

        proxy.Tunnels.ShouldBe(1);
    }

    [Fact]
    public async Task Says_that_the_proxy_refuses()
    {
        using var proxy = new ConnectProxy("user:password");
        await using var service = await TestService.StartAsync();

        await using var agent = await TestAgent.StartAsync(
            service, _folder.Sub("agent"), change: o => o with { Proxy = $"http://127.0.0.1:{proxy.Port}" });
        await TestLimits.UntilAsync(() => agent.Status.LastError is not null, "an attempt fails");

        agent.Status.LastError!.Kind.ShouldBe(DialErrorKind.Proxy);
        agent.Status.LastError.Message.ShouldNotContain("password=");
    }
}
