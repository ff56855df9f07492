using System.Diagnostics;
using System.Net;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Host.Isolation;

namespace Sutler.Host.Tests.Isolation;

/// <summary>A connector that hangs, throws or returns nonsense harms its own connection and no other.</summary>
public sealed class BadConnectorTests
{
    private const string Short = "limits: { connectorTimeout: 1s, pageTimeout: 1s, breaker: { failures: 1000 } }";

    [Fact]
    public async Task One_that_blocks_every_thread_it_gets_slows_no_other_connection()
    {
        await using var host = new MemoryHost();
        using var release = new ManualResetEventSlim();
        var bad = new MemoryConnector("bad");
        bad.Put("a", "T");
        host.Host.WriteConnection("bad", MemoryConnector.Yaml("limits: { connectorTimeout: 2s, pageTimeout: 2s, lookups: 8 }\nliveLookup: always", "bad", "bad"));
        await host.StartReadyAsync(bad);
        await TestHost.WaitAsync(() => HostRole.Status(host.Host.App).All(s => s.State is ConnectionState.Ready));

        // Blocks the thread itself and heeds no cancellation: the worst that a driver does.
        Task Block()
        {
            release.Wait(TestContext.Current.CancellationToken);
            return Task.CompletedTask;
        }

        bad.BeforeFind = _ => Block();
        bad.BeforeApply = (_, _) => Block();
        bad.BeforePage = (_, _) => Block();
        var url = host.Host.BaseUrl.Replace("demo", "bad", StringComparison.Ordinal);
        var stuck = Enumerable.Range(0, 100).Select(i => host.Host.SendAsync(HttpMethod.Get, $"{url}/Users?filter={TestHost.Urn}:Login%20eq%20%22x{i}%22"))
            .Append(host.Host.SendAsync(HttpMethod.Post, $"{url}/Users", MemoryConnector.User("new")))
            .ToList();
        await TestHost.WaitAsync(() => bad.Count("find") >= 8 && bad.Count("apply") == 1);

        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 50; i++)
        {
            var began = Stopwatch.GetTimestamp();
            (await host.PostAsync($"u{i}")).ShouldBe(HttpStatusCode.Created);
            (await host.GetAsync($"u{i}")).ShouldBe(HttpStatusCode.OK);
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
        }

        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await host.Host.SendAsync(HttpMethod.Get, $"{url}/Users/a")).Status.ShouldBe(HttpStatusCode.OK);
        var answers = await Task.WhenAll(stuck);
        answers.ShouldAllBe(a => (int)a.Status >= 500 && a.Body!["detail"] != null);
        answers.Count(a => a.Status is HttpStatusCode.ServiceUnavailable).ShouldBeGreaterThan(50);
        bad.Count("find").ShouldBe(8);
        release.Set();
    }

    [Fact]
    public async Task A_batch_that_hangs_answers_in_time_and_its_objects_wait_for_the_truth()
    {
        await using var host = new MemoryHost(Short);
        host.Target.Put("a", "T");
        host.Target.Put("b", "T");
        await host.StartReadyAsync();
        var gate = new Gate();
        host.Target.BeforeApply = (_, _) => gate.PassAsync(CancellationToken.None);

        var (status, body, response) = await host.SetTitleAsync("a", "Late");

        status.ShouldBe(HttpStatusCode.GatewayTimeout);
        body!["detail"]!.GetValue<string>().ShouldContain("did not answer in time");
        response.Headers.GetValues("Sutler-Outcome").ShouldBe(["may-have-run"]);
        (await host.GetAsync("a")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.GetAsync("b")).ShouldBe(HttpStatusCode.OK);
        (await host.SetTitleAsync("b", "No")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        host.Status.Problem!.ShouldContain("has not come back");

        host.Target.BeforeApply = (_, _) => Task.CompletedTask;
        gate.Open();
        await TestHost.WaitAsync(() => host.Status is { State: ConnectionState.Ready, InDoubt: 0 });
        (await host.TitleAsync("a")).ShouldBe("Late");
        (await host.SetTitleAsync("b", "Yes")).Status.ShouldBe(HttpStatusCode.OK);
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task A_batch_that_heeds_its_timeout_is_settled_at_once()
    {
        await using var host = new MemoryHost(Short);
        host.Target.Put("a", "T");
        await host.StartReadyAsync();
        host.Target.BeforeApply = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);

        (await host.SetTitleAsync("a", "Late")).Status.ShouldBe(HttpStatusCode.GatewayTimeout);

        host.Target.BeforeApply = (_, _) => Task.CompletedTask;
        (await host.TitleAsync("a")).ShouldBe("T");
        (await host.SetTitleAsync("a", "Soon")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_import_that_hangs_is_given_up_and_the_cache_goes_on_answering()
    {
        await using var host = new MemoryHost(Short);
        host.Target.Put("a", "T");
        await host.StartReadyAsync();
        var gate = new Gate();
        host.Target.BeforePage = (_, _) => gate.PassAsync(CancellationToken.None);

        var error = await Should.ThrowAsync<ConnectorException>(() => host.Connection.ImportNowAsync(ImportKind.Full, TestContext.Current.CancellationToken));

        error.Error.Kind.ShouldBe(ConnectorErrorKind.Timeout);
        (await host.GetAsync("a")).ShouldBe(HttpStatusCode.OK);
        (await host.PostAsync("b")).ShouldBe(HttpStatusCode.Created);
        (await Should.ThrowAsync<ConnectorException>(() => host.Connection.ImportNowAsync(ImportKind.Full, TestContext.Current.CancellationToken)))
            .Error.Kind.ShouldBe(ConnectorErrorKind.Busy);
        host.Target.BeforePage = (_, _) => Task.CompletedTask;
        gate.Open();
        await TestHost.WaitAsync(() => Succeeds(host));
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task The_breaker_spares_a_target_that_is_away_and_finds_it_again()
    {
        await using var host = new MemoryHost("limits: { breaker: { failures: 3, wait: 1s } }");
        host.Target.Put("a", "T");
        await host.StartReadyAsync();
        host.Target.BeforeFind = _ => throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Unreachable, "The target is away."));
        host.Target.Calls.Clear();

        for (var i = 0; i < 20; i++)
        {
            var (status, _, response) = await host.Host.GetAsync("Users/a", noCache: true);
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            response.Headers.RetryAfter.ShouldNotBeNull();
        }

        host.Target.Count("find").ShouldBeLessThan(6);
        host.Status.Breaker!.State.ShouldNotBe(BreakerState.Closed);
        var refused = await host.Host.PostAsync(MemoryConnector.User("b"));
        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Response.Headers.Contains("Sutler-Outcome").ShouldBeFalse();
        (await host.GetAsync("a")).ShouldBe(HttpStatusCode.OK);

        host.Target.BeforeFind = _ => Task.CompletedTask;
        await TestHost.WaitAsync(() => host.Status.Breaker.State is BreakerState.HalfOpen);
        (await host.Host.GetAsync("Users/a", noCache: true)).Status.ShouldBe(HttpStatusCode.OK);
        (await host.PostAsync("b")).ShouldBe(HttpStatusCode.Created);
        host.Status.Breaker.State.ShouldBe(BreakerState.Closed);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("null")]
    [InlineData("null in it")]
    [InlineData("no object")]
    [InlineData("other type")]
    [InlineData("long anchor")]
    [InlineData("strange value")]
    [InlineData("throws")]
    public async Task Nonsense_as_a_result_is_settled_by_reading_the_object(string what)
    {
        await using var host = new MemoryHost("limits: { breaker: { failures: 1000 } }");
        host.Target.Put("a", "T");
        await host.StartReadyAsync();
        host.Target.Results = results => what switch
        {
            "none" => [],
            "null" => null!,
            "null in it" => [null!],
            "no object" => [new ChangeResult()],
            "other type" => [new ChangeResult { Object = results[0].Object! with { ObjectType = "Nobody" } }],
            "long anchor" => [new ChangeResult { Object = results[0].Object! with { Anchor = new Anchor("a", "b") } }],
            "strange value" => [new ChangeResult { Object = results[0].Object! with { Attributes = new Dictionary<string, object> { ["Title"] = new Version(1, 2) } } }],
            _ => throw new InvalidOperationException("secret words"),
        };

        (await host.SetTitleAsync("a", "New")).Status.ShouldBe(HttpStatusCode.OK);
        (await host.PostAsync("b", "T")).ShouldBe(HttpStatusCode.Created);

        await host.ShouldEqualTargetAsync();
        host.Status.State.ShouldBe(ConnectionState.Ready);
    }

    [Theory]
    [InlineData("null page")]
    [InlineData("no objects")]
    [InlineData("null object")]
    [InlineData("other type")]
    [InlineData("long anchor")]
    [InlineData("same anchor")]
    [InlineData("strange value")]
    public async Task Nonsense_in_an_import_leaves_the_cache_as_it_is(string what)
    {
        await using var host = new MemoryHost();
        host.Target.Put("a", "T");
        await host.StartReadyAsync();
        host.Target.Page = page => what switch
        {
            "null page" => null!,
            "no objects" => page with { Objects = null! },
            "null object" => page with { Objects = [null!] },
            "other type" => page with { Objects = [page.Objects[0] with { ObjectType = "Nobody" }] },
            "long anchor" => page with { Objects = [page.Objects[0] with { Anchor = new Anchor("a", "b") }] },
            "same anchor" => page with { Objects = [page.Objects[0], page.Objects[0]] },
            _ => page with { Objects = [page.Objects[0] with { Attributes = new Dictionary<string, object> { ["Title"] = new Version(1, 2) } }] },
        };

        await Should.ThrowAsync<ConnectorException>(() => host.Connection.ImportNowAsync(ImportKind.Full, TestContext.Current.CancellationToken));

        (await host.TitleAsync("a")).ShouldBe("T");
        host.Status.Problem.ShouldNotBeNull();
        host.Status.State.ShouldBe(ConnectionState.Ready);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("null in it")]
    [InlineData("other type")]
    [InlineData("strange value")]
    [InlineData("throws")]
    public async Task Nonsense_in_a_look_up_is_a_clear_error(string what)
    {
        await using var host = new MemoryHost();
        host.Target.Put("a", "T");
        await host.StartReadyAsync();
        host.Target.Found = found => what switch
        {
            "null" => null!,
            "null in it" => [null!],
            "other type" => [found[0] with { ObjectType = "Nobody" }],
            "strange value" => [found[0] with { Attributes = new Dictionary<string, object> { ["Title"] = 1.5f } }],
            _ => throw new InvalidOperationException("secret words"),
        };

        var (status, body, _) = await host.Host.GetAsync("Users/a", noCache: true);

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body!["detail"]!.GetValue<string>().ShouldContain("connector");
        body.ToJsonString().ShouldNotContain("secret words");
        (await host.TitleAsync("a")).ShouldBe("T");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("no anchor")]
    [InlineData("twice")]
    [InlineData("unknown anchor")]
    public async Task Nonsense_as_a_schema_is_told_in_the_status(string what)
    {
        await using var host = new MemoryHost();
        var type = MemoryConnector.Usual.ObjectTypes[0];
        host.Target.Schema = _ => what switch
        {
            "null" => null!,
            "no anchor" => new ConnectorSchema([type with { Anchor = [] }]),
            "twice" => new ConnectorSchema([type, type with { Name = "USER" }]),
            _ => new ConnectorSchema([type with { Anchor = ["Nothing"] }]),
        };

        await host.StartAsync();
        await TestHost.WaitAsync(() => host.Status.Problem is not null);

        host.Status.Problem!.ShouldStartWith("The connector returned");
        (await host.GetAsync("a")).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static bool Succeeds(MemoryHost host)
    {
        var import = host.Connection.ImportNowAsync(ImportKind.Full, TestContext.Current.CancellationToken);
        return SpinWait.SpinUntil(() => import.IsCompleted, TimeSpan.FromSeconds(5)) && import.IsCompletedSuccessfully;
    }
}
