using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Sutler.Testing;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Relay;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Agent.Connection;

/// <summary>A fault between agent and service comes and goes: the agent is back within 15 s of its end, by itself.</summary>
public sealed class ReconnectTests : IAsyncLifetime
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);
    private static readonly RelayOptions Quick = new() { PingDelay = TimeSpan.FromSeconds(1), PingTimeout = TimeSpan.FromSeconds(1) };

    private readonly TempFolder _folder = new();
    private TestService _service = null!;
    private TestTarget _target = null!;
    private FaultProxy _proxy = null!;
    private TestAgent _agent = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await TestService.StartAsync(options: Quick);
        _target = await TestTarget.StartAsync(_folder, c => c.Response.WriteAsync("done"));
        _proxy = new FaultProxy(new IPEndPoint(IPAddress.Loopback, _service.AgentPort));
        _service.AnnouncedUrl = $"https://localhost:{_proxy.EndPoint.Port}";
        _agent = await TestAgent.StartAsync(
            _service, _folder.Sub("agent"), _target, o => o with { PingDelay = TimeSpan.FromSeconds(1), PingTimeout = TimeSpan.FromSeconds(1) });
        await TestLimits.UntilAsync(() => _service.Relay.Connected.Count == 1, "the agent connects");
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _proxy.DisposeAsync();
        await _target.DisposeAsync();
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Comes_back_after_connections_were_refused()
    {
        _proxy.Mode = FaultMode.Refuse;
        _proxy.Cut();
        await TestLimits.UntilAsync(() => _agent.Status.Connections[0].FailedAttempts >= 2, "two attempts fail");
        _agent.Status.LastError!.Kind.ShouldBe(DialErrorKind.Refused);

        await EndsFaultAsync();
    }

    [Fact]
    public async Task Comes_back_after_connections_were_reset()
    {
        _proxy.Mode = FaultMode.Reset;
        _proxy.Cut();
        await TestLimits.UntilAsync(() => _agent.Status.Connections[0].FailedAttempts >= 2, "two attempts fail");

        await EndsFaultAsync();
    }

    [Fact]
    public async Task Notices_a_black_hole_at_both_ends_and_comes_back()
    {
        _proxy.Mode = FaultMode.BlackHole;
        await TestLimits.UntilAsync(() => !_agent.Status.IsConnected, "the agent notices");
        await TestLimits.UntilAsync(() => _service.Relay.Connected.Count == 0, "the service notices");
        await TestLimits.UntilAsync(() => _agent.Status.LastError!.Kind is DialErrorKind.Timeout, "an attempt times out");

        await EndsFaultAsync();
    }

    [Fact]
    public async Task Comes_back_after_a_cut_in_the_middle_of_traffic()
    {
        _proxy.CutAfter(10_000);
        using var client = _service.Client();
        for (var i = 0; i < 200; i++)
        {
            try
            {
                await client.GetStringAsync(_target.Url + "/x", TestLimits.Token());
            }
            catch (TunnelException)
            {
                // One of them was under way.
            }
        }

        await EndsFaultAsync();
        _proxy.Accepted.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Comes_back_after_the_service_was_killed_and_started_again()
    {
        var (authority, port) = (_service.Authority, _service.AgentPort);
        await _service.DisposeAsync();
        await TestLimits.UntilAsync(() => !_agent.Status.IsConnected, "the agent notices");

        _service = await TestService.StartAsync(authority, Quick, port);

        await EndsFaultAsync();
    }

    private async Task EndsFaultAsync()
    {
        _proxy.Mode = FaultMode.Pass;
        var watch = Stopwatch.StartNew();
        using var client = _service.Client();
        await TestLimits.UntilAsync(() => _service.Relay.Connected.Count == 1, "the agent is back");
        (await client.GetStringAsync(_target.Url + "/x", TestLimits.Token())).ShouldBe("done");
        watch.Elapsed.ShouldBeLessThan(BackWithin);
    }
}
