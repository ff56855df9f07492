using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Relay;

public sealed class RelayTests
{
    [Fact]
    public async Task Spreads_requests_by_least_in_flight()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(c => gate.EnterAsync(c.RequestAborted));
        await scene.AddAgentAsync();
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        var calls = Enumerable.Range(0, 10).Select(_ => client.GetAsync(scene.Target.Url + "/x", TestLimits.Token())).ToArray();
        for (var i = 0; i < calls.Length; i++)
            await gate.EnteredAsync();

        scene.Service.Relay.Connected.Select(a => a.InFlight).ShouldBe([5, 5]);
        gate.Open();
        await Task.WhenAll(calls);
        scene.Service.Relay.Connected.Select(a => a.InFlight).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task Finishes_what_is_in_flight_when_the_agent_stops()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            await gate.EnterAsync();
            await c.Response.WriteAsync("finished");
        });
        var agent = await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        var call = client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token());
        await gate.EnteredAsync();

        var stop = agent.StopAsync();
        gate.Open();

        (await call).ShouldBe("finished");
        await stop.WaitAsync(TestLimits.Wait);
        await TestLimits.UntilAsync(() => scene.Service.Relay.Connected.Count == 0, "the agent is gone");
    }

    [Fact]
    public async Task Finishes_what_is_in_flight_when_the_service_stops()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            await gate.EnterAsync();
            await c.Response.WriteAsync("finished");
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        var call = client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token());
        await gate.EnteredAsync();

        var stop = scene.Service.StopAsync();
        var late = await Should.ThrowAsync<TunnelException>(client.GetStringAsync(scene.Target.Url + "/y", TestLimits.Token()));
        gate.Open();

        late.MayHaveRun.ShouldBeFalse();
        (await call).ShouldBe("finished");
        await stop.WaitAsync(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Carries_the_trace_to_the_target()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync(c.Request.Headers.TraceParent.ToString()));
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        using var activity = new Activity("change").SetIdFormat(ActivityIdFormat.W3C).Start();

        var seen = await client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token());

        seen.ShouldContain(activity.TraceId.ToHexString());
    }

    [Fact]
    public async Task Tells_observers_who_comes_and_goes()
    {
        await using var scene = await TunnelScene.StartAsync(_ => Task.CompletedTask);
        var agent = await scene.AddAgentAsync();
        await agent.StopAsync();
        await TestLimits.UntilAsync(() => scene.Service.Events.Count >= 2, "both events are told");

        scene.Service.Events.ShouldBe(["connected agent-1", "disconnected agent-1"]);
    }

    [Fact]
    public async Task Refuses_an_answer_of_the_target_that_poses_as_the_agents()
    {
        await using var scene = await TunnelScene.StartAsync(c =>
        {
            c.Response.StatusCode = 502;
            c.Response.Headers["Sutler-Outcome"] = "not-sent";
            return Task.CompletedTask;
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        using var response = await client.GetAsync(scene.Target.Url + "/x", TestLimits.Token());

        ((int)response.StatusCode).ShouldBe(502);
        response.Headers.Contains("Sutler-Outcome").ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_other_groups_apart()
    {
        await using var scene = await TunnelScene.StartAsync(
            c => c.Response.WriteAsync("done"), new() { ConnectWait = TimeSpan.FromMilliseconds(100) });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client("other");

        var failure = await Should.ThrowAsync<TunnelException>(client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token()));

        failure.Message.ShouldContain("'other'");
    }

    /// <summary>Longer than several heartbeats of the server and several pings of both ends.</summary>
    [Fact]
    public async Task Keeps_an_idle_tunnel_open()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync("done"));
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        await client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token());
        var lost = new TaskCompletionSource();
        scene.Service.Relay.Changed += (_, _) => lost.TrySetResult();

        await Should.ThrowAsync<TimeoutException>(lost.Task.WaitAsync(TimeSpan.FromSeconds(8)));

        (await client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token())).ShouldBe("done");
    }
}
