using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Agent.Forwarding;

public sealed class ForwarderTests
{
    [Fact]
    public async Task Refuses_a_target_that_is_not_allowed()
    {
        await using var scene = await TunnelScene.StartAsync(_ => Task.CompletedTask);
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        var failure = await Should.ThrowAsync<TunnelException>(client.GetAsync("https://intranet.example/secret?name=x", TestLimits.Token()));

        failure.Outcome.ShouldBe(TunnelOutcome.NotAllowed);
        failure.MayHaveRun.ShouldBeFalse();
        failure.Message.ShouldContain("https://intranet.example/secret");
        failure.Message.ShouldNotContain("name=x");
    }

    [Fact]
    public async Task Says_not_sent_when_nothing_listens_at_the_target()
    {
        await using var scene = await TunnelScene.StartAsync(_ => Task.CompletedTask);
        await scene.AddAgentAsync();
        var url = scene.Target.Url;
        await scene.Target.DisposeAsync();
        using var client = scene.Service.Client();

        var failure = await Should.ThrowAsync<TunnelException>(client.PostAsync(url + "/x", new StringContent("{}"), TestLimits.Token()));

        failure.Outcome.ShouldBe(TunnelOutcome.NotSent);
        failure.Message.ShouldContain(url);
    }

    [Fact]
    public async Task Says_not_sent_and_names_the_setting_when_the_target_is_not_trusted()
    {
        await using var scene = await TunnelScene.StartAsync(_ => Task.CompletedTask);
        await scene.AddAgentAsync(o => o with { TrustedAuthority = scene.Folder.Write("other.pem", scene.Service.Authority.RootPem) });
        using var client = scene.Service.Client();

        var failure = await Should.ThrowAsync<TunnelException>(
            client.PostAsync(scene.Target.Url + "/x", new StringContent("{}"), TestLimits.Token()));

        failure.Outcome.ShouldBe(TunnelOutcome.NotSent);
        failure.Message.ShouldContain("trustedAuthority");
        scene.Target.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Says_may_have_run_when_the_target_breaks_off(HttpProtocols protocols)
    {
        await using var scene = await TunnelScene.StartAsync(
            c =>
            {
                c.Abort();
                return Task.CompletedTask;
            },
            protocols: protocols);
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        var failure = await Should.ThrowAsync<TunnelException>(
            client.PostAsync(scene.Target.Url + "/x", new StringContent("{}"), TestLimits.Token()));

        failure.MayHaveRun.ShouldBeTrue();
        scene.Target.Requests.ShouldBe(1);
    }

    /// <summary>The HTTP client repeats a request without a body on its own when a kept connection turns out closed; a write must not be.</summary>
    [Theory]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task Never_repeats_a_write_without_body_on_a_kept_connection_that_breaks(string method)
    {
        using var target = new ClosingTarget();
        using var folder = new TempFolder();
        await using var service = await TestService.StartAsync();
        await TestAgent.JoinAsync(service, folder.Sub("agent"));
        TestAgent.Allow(folder.Sub("agent"), target.Url);
        await using var agent = await TestAgent.RunAsync(folder.Sub("agent"));
        using var client = service.Client();
        (await client.GetAsync(target.Url + "/x", TestLimits.Token())).EnsureSuccessStatusCode();

        using var request = new HttpRequestMessage(new HttpMethod(method), target.Url + "/x");
        var failure = await Should.ThrowAsync<TunnelException>(client.SendAsync(request, TestLimits.Token()));

        failure.MayHaveRun.ShouldBeTrue();
        target.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task Removes_headers_of_the_connection_in_both_directions_and_keeps_the_rest()
    {
        IHeaderDictionary seen = new HeaderDictionary();
        await using var scene = await TunnelScene.StartAsync(
            c =>
            {
                seen = new HeaderDictionary(c.Request.Headers.ToDictionary());
                c.Response.Headers.Connection = "X-Hop";
                c.Response.Headers["X-Hop"] = "1";
                c.Response.Headers["X-Keep"] = new(["a", "b"]);
                c.Response.Headers.Location = "https://localhost:8585/x/Users/1";
                return Task.CompletedTask;
            },
            protocols: HttpProtocols.Http1);
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        using var request = new HttpRequestMessage(HttpMethod.Get, scene.Target.Url + "/x");
        request.Headers.Add("Cookie", "a=b");
        request.Headers.Add("Cache-Control", "no-cache");
        request.Headers.Add("Sutler-Other", "x");
        request.Headers.TE.ParseAdd("trailers");
        using var response = await client.SendAsync(request, TestLimits.Token());

        response.Headers.Contains("X-Hop").ShouldBeFalse();
        response.Headers.GetValues("X-Keep").ShouldBe(["a", "b"]);
        response.Headers.Location!.ToString().ShouldBe("https://localhost:8585/x/Users/1");
        seen.CacheControl.ToString().ShouldBe("no-cache");
        seen.Cookie.ToString().ShouldBe("a=b");
        seen.Keys.ShouldNotContain(k => k.StartsWith("Sutler", StringComparison.OrdinalIgnoreCase) || k == "TE");
    }

    [Fact]
    public async Task Hands_redirects_back_instead_of_following_them()
    {
        await using var scene = await TunnelScene.StartAsync(c =>
        {
            c.Response.Redirect("https://evil.example/");
            return Task.CompletedTask;
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        using var response = await client.GetAsync(scene.Target.Url + "/x", TestLimits.Token());

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        scene.Target.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_a_head_request_without_a_body()
    {
        await using var scene = await TunnelScene.StartAsync(c =>
        {
            c.Response.ContentLength = 1234;
            return Task.CompletedTask;
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        using var response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, scene.Target.Url + "/x"), TestLimits.Token());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(1234);
    }

    [Fact]
    public async Task Passes_statuses_without_body_and_errors_of_the_target_as_they_are()
    {
        await using var scene = await TunnelScene.StartAsync(c =>
        {
            c.Response.StatusCode = int.Parse(c.Request.Path.Value![1..], System.Globalization.CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        await scene.AddAgentAsync();
        using var client = scene.Service.Client();

        foreach (var status in new[] { 204, 304, 401, 403, 404, 409, 500, 502, 503, 504 })
            ((int)(await client.GetAsync($"{scene.Target.Url}/{status}", TestLimits.Token())).StatusCode).ShouldBe(status);
    }
}
