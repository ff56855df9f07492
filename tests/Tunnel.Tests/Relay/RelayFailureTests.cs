using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Sutler.Tunnel.Relay;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Relay;

public sealed class RelayFailureTests
{
    private static readonly RelayOptions Impatient = new() { ConnectWait = TimeSpan.FromMilliseconds(200) };

    [Fact]
    public async Task Says_may_have_run_when_the_agent_dies_while_the_target_works()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(c => gate.EnterAsync(c.RequestAborted), Impatient);
        var agent = await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        var call = client.PostAsync(scene.Target.Url + "/Users", new StringContent("{}"), TestLimits.Token());
        await gate.EnteredAsync();
        await agent.DisposeAsync();

        var failure = await Should.ThrowAsync<TunnelException>(call);
        failure.MayHaveRun.ShouldBeTrue();
        failure.Message.ShouldContain("agent-1");
        scene.Target.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Does_not_send_to_another_agent_what_may_have_run()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(c => gate.EnterAsync(c.RequestAborted), Impatient);
        var first = await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        var call = client.PostAsync(scene.Target.Url + "/Users", new StringContent("{}"), TestLimits.Token());
        await gate.EnteredAsync();
        await scene.AddAgentAsync();

        await first.DisposeAsync();

        (await Should.ThrowAsync<TunnelException>(call)).MayHaveRun.ShouldBeTrue();
        scene.Target.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Sends_to_another_agent_what_the_first_could_not_take_to_the_target()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync("done"), Impatient);
        await scene.AddAgentAsync(o => o with { TrustedAuthority = scene.Folder.Sub("missing.pem") });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        for (var i = 0; i < 6; i++)
        {
            using var response = await client.PostAsync(scene.Target.Url + "/Users", new StringContent("{}"), TestLimits.Token());
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        scene.Target.Requests.ShouldBe(6);
    }

    [Fact]
    public async Task Sends_to_another_agent_what_a_draining_one_refuses()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(
            c => c.Request.Path == "/slow" ? gate.EnterAsync() : c.Response.WriteAsync("done"), Impatient);
        var first = await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        var slow = client.GetAsync(scene.Target.Url + "/slow", TestLimits.Token());
        await gate.EnteredAsync();
        await scene.AddAgentAsync();

        var stop = first.StopAsync();
        for (var i = 0; i < 50; i++)
        {
            using var response = await client.PostAsync(scene.Target.Url + "/quick", new StringContent("{}"), TestLimits.Token());
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        gate.Open();
        (await slow).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stop;
        scene.Target.Requests.ShouldBe(51);
    }

    [Fact]
    public async Task Waits_a_bounded_time_for_an_agent_and_then_names_the_group()
    {
        await using var service = await TestService.StartAsync(options: Impatient);
        using var client = service.Client("paris");
        var watch = Stopwatch.StartNew();

        var failure = await Should.ThrowAsync<TunnelException>(client.GetAsync("https://localhost:8585/x", TestLimits.Token()));

        failure.MayHaveRun.ShouldBeFalse();
        failure.Message.ShouldContain("'paris'");
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Goes_on_as_soon_as_an_agent_connects()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync("done"));
        using var client = scene.Service.Client();

        var call = client.GetStringAsync(scene.Target.Url + "/x", TestLimits.Token());
        await scene.AddAgentAsync();

        (await call).ShouldBe("done");
    }

    [Fact]
    public async Task Leaves_the_cancellation_of_the_caller_a_cancellation_and_tells_the_target()
    {
        var gate = new Gate();
        var aborted = new TaskCompletionSource();
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            c.RequestAborted.Register(() => aborted.TrySetResult());
            await gate.EnterAsync(c.RequestAborted);
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        using var cancel = new CancellationTokenSource();

        var call = client.GetAsync(scene.Target.Url + "/x", cancel.Token);
        await gate.EnteredAsync();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await aborted.Task.WaitAsync(TestLimits.Wait);
    }

    [Fact]
    public async Task Ends_a_request_at_its_deadline_as_may_have_run()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(
            c => gate.EnterAsync(c.RequestAborted), new RelayOptions { RequestDeadline = TimeSpan.FromSeconds(1) });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        var failure = await Should.ThrowAsync<TunnelException>(
            client.PostAsync(scene.Target.Url + "/x", new StringContent("{}"), TestLimits.Token()));

        failure.MayHaveRun.ShouldBeTrue();
        await TestLimits.UntilAsync(() => scene.Service.Relay.Connected is [{ InFlight: 0 }], "the place is given back");
    }

    [Fact]
    public async Task Tells_a_break_in_the_middle_of_a_long_answer_as_may_have_run()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            await c.Response.Body.WriteAsync(new byte[100_000]);
            await c.Response.Body.FlushAsync();
            await gate.EnterAsync(c.RequestAborted);
        });
        var agent = await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        using var response = await client.GetAsync(scene.Target.Url + "/x", HttpCompletionOption.ResponseHeadersRead, TestLimits.Token());
        await gate.EnteredAsync();
        scene.Service.Relay.Connected.ShouldHaveSingleItem().InFlight.ShouldBe(1);

        await agent.DisposeAsync();

        // HttpClient wraps what a content throws; the reader of the stream sees it bare.
        await using var body = await response.Content.ReadAsStreamAsync();
        (await Should.ThrowAsync<TunnelException>(body.CopyToAsync(Stream.Null))).MayHaveRun.ShouldBeTrue();
    }

    [Fact]
    public async Task Drops_an_agent_at_once_on_request()
    {
        var gate = new Gate();
        await using var scene = await TunnelScene.StartAsync(c => gate.EnterAsync(c.RequestAborted), Impatient);
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        var call = client.GetAsync(scene.Target.Url + "/x", TestLimits.Token());
        await gate.EnteredAsync();
        scene.Service.Admission = _ => null;

        scene.Service.Relay.Drop("agent-1");

        (await Should.ThrowAsync<TunnelException>(call)).MayHaveRun.ShouldBeTrue();
        scene.Service.Relay.Connected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tells_a_target_that_breaks_off_in_the_middle_of_its_answer()
    {
        await using var scene = await TunnelScene.StartAsync(async c =>
        {
            c.Response.ContentLength = 1_000_000;
            await c.Response.Body.WriteAsync(new byte[500_000]);
            await c.Response.Body.FlushAsync();
            c.Abort();
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();
        using var response = await client.GetAsync(scene.Target.Url + "/x", HttpCompletionOption.ResponseHeadersRead, TestLimits.Token());

        await using var body = await response.Content.ReadAsStreamAsync();

        (await Should.ThrowAsync<TunnelException>(body.CopyToAsync(Stream.Null))).MayHaveRun.ShouldBeTrue();
        scene.Service.Relay.Connected.ShouldHaveSingleItem().InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Leaves_a_body_that_cannot_be_sent_twice_to_the_caller()
    {
        await using var scene = await TunnelScene.StartAsync(c => c.Response.WriteAsync("done"), Impatient);
        await scene.AddAgentAsync(o => o with { TrustedAuthority = scene.Folder.Sub("missing.pem") });
        using var client = scene.Service.Client();

        var failure = await Should.ThrowAsync<TunnelException>(
            client.PostAsync(scene.Target.Url + "/x", new StreamContent(new MemoryStream(new byte[1000])), TestLimits.Token()));

        failure.Outcome.ShouldBe(TunnelOutcome.NotSent);
        failure.Message.ShouldContain("missing.pem");
    }
}
