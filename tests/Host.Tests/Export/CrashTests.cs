using System.Net;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Server;

namespace Sutler.Host.Tests.Export;

/// <summary>Kill points and lost results (RUN-7, CACHE-5): nothing is lost, nothing is doubled, and the cache tells the truth before it answers.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_objects_again_after_a_kill_around_apply(bool afterApply)
    {
        var connector = new FaultyConnector();
        await using var host = new TestHost();
        host.Target.Fill(2);
        await host.StartReadyAsync(TestHost.With(connector));
        var gate = new Gate();
        if (afterApply)
            connector.AfterApply = (_, token) => gate.PassAsync(token);
        else
            connector.BeforeApply = (_, token) => gate.PassAsync(token);

        Task[] writes = [Swallow(host.PostAsync(TestHost.User("new", "\"Title\":\"T\""))), Swallow(host.PatchAsync("e1", TestHost.Replace("Title", "\"T\""))), Swallow(host.DeleteAsync("e2"))];
        await gate.Arrived;

        // What a killed process leaves behind are its files, as they are at this moment.
        await using var next = new TestHost();
        next.TakeOver(host);
        await next.StartReadyAsync();

        var applied = afterApply ? connector.Batches.SelectMany(b => b).ToList() : [];
        await next.ShouldEqualTargetAsync();
        next.Target.Count().ShouldBe(2 + (applied.Exists(c => c.Anchor!.Values[0] == "new") ? 1 : 0) - (applied.Exists(c => c.Anchor!.Values[0] == "e2") ? 1 : 0));
        next.Log.ShouldContain(line => line.Contains("are read from the target again", StringComparison.Ordinal));

        // The client's next try ends well either way.
        (await next.PostAsync(TestHost.User("new", "\"Title\":\"T\""))).Status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        next.Target.Query<long>("SELECT COUNT(*) FROM Employees WHERE ContosoLogin = 'new'").ShouldBe([1]);
        gate.Open();
        await Task.WhenAll(writes);
    }

    [Fact]
    public async Task Answers_with_success_when_a_lost_result_shows_in_the_target()
    {
        var connector = new FaultyConnector { AfterApply = (_, _) => throw new IOException("connection lost") };
        await using var host = new TestHost();
        host.Target.Fill(2);
        await host.StartReadyAsync(TestHost.With(connector));

        (await host.PostAsync(TestHost.User("new", "\"Title\":\"T\""))).Status.ShouldBe(HttpStatusCode.Created);
        (await host.PatchAsync("e1", TestHost.Replace("Title", "\"T\""))).Status.ShouldBe(HttpStatusCode.OK);
        (await host.DeleteAsync("e2")).Status.ShouldBe(HttpStatusCode.NoContent);
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Reports_a_lost_result_that_does_not_show()
    {
        var connector = new FaultyConnector { BeforeApply = (_, _) => throw new IOException("connection lost") };
        await using var host = new TestHost();
        await host.StartReadyAsync(TestHost.With(connector));

        var (status, _, response) = await host.PostAsync(TestHost.User("new"));

        status.ShouldBe(HttpStatusCode.InternalServerError);
        response.Headers.GetValues("Sutler-Outcome").ShouldBe(["may-have-run"]);
        connector.BeforeApply = (_, _) => Task.CompletedTask;
        (await host.PostAsync(TestHost.User("new"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Stays_silent_until_a_lost_result_can_be_read_from_the_target()
    {
        var connector = new FaultyConnector();
        await using var host = new TestHost();
        await host.StartReadyAsync(TestHost.With(connector));
        connector.AfterApply = (_, _) => throw new IOException("connection lost");
        connector.BeforeFind = _ => throw new IOException("still lost");

        var lost = await host.PostAsync(TestHost.User("new"));
        lost.Status.ShouldBe(HttpStatusCode.InternalServerError);
        lost.Response.Headers.GetValues("Sutler-Outcome").ShouldBe(["may-have-run"]);

        var blind = await host.GetAsync(TestHost.Filter("ContosoLogin", "new"));
        blind.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        blind.Response.Headers.RetryAfter.ShouldNotBeNull();
        (await host.PostAsync(TestHost.User("new"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        connector.AfterApply = (_, _) => Task.CompletedTask;
        connector.BeforeFind = _ => Task.CompletedTask;
        await TestHost.WaitAsync(() => host.Status.State is Sutler.Host.Connections.ConnectionState.Ready);
        (await host.GetAsync(TestHost.Filter("ContosoLogin", "new"))).Body!["totalResults"]!.GetValue<int>().ShouldBe(1);
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Finishes_the_batch_in_flight_and_refuses_the_rest_when_stopping()
    {
        var connector = new FaultyConnector();
        await using var host = new TestHost();
        await host.StartReadyAsync(TestHost.With(connector));
        var gate = new Gate();
        connector.BeforeApply = (_, token) => gate.PassAsync(token);
        var first = host.PostAsync(TestHost.User("first"));
        await gate.Arrived;
        var waiting = (JsonObject)JsonNode.Parse(TestHost.User("second"))!;
        var second = host.Handler.CreateAsync(waiting, new WriteRequest("https://host", null), TestContext.Current.CancellationToken).AsTask();

        var stop = host.App.StopAsync();
        gate.Open();

        (await first).Status.ShouldBe(HttpStatusCode.Created);
        (await Should.ThrowAsync<ScimException>(() => second)).Error.Status.ShouldBe(503);
        await stop;
        host.Target.Query<string>("SELECT ContosoLogin FROM Employees").ShouldBe(["first"]);
    }

    [Fact]
    public async Task Stops_in_time_although_the_target_hangs_and_settles_at_the_next_start()
    {
        var connector = new FaultyConnector { AfterApply = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) };
        await using var host = new TestHost();
        await host.StartReadyAsync(o => o with { Connectors = [connector], DrainTimeout = TimeSpan.FromMilliseconds(200) });
        var hanging = host.PostAsync(TestHost.User("a"));
        await TestHost.WaitAsync(() => !connector.Batches.IsEmpty);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var stop = host.App.StopAsync();
        var (status, _, response) = await hanging;
        await stop;

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        status.ShouldBe(HttpStatusCode.InternalServerError);
        response.Headers.GetValues("Sutler-Outcome").ShouldBe(["may-have-run"]);
        await host.StopAsync();
        await host.StartReadyAsync();
        (await host.GetAsync(TestHost.Filter("ContosoLogin", "a"))).Body!["totalResults"]!.GetValue<int>().ShouldBe(1);
        await host.ShouldEqualTargetAsync();
    }

    private static async Task Swallow(Task request)
    {
        try
        {
            await request;
        }
        catch (HttpRequestException)
        {
            // The client of a killed host.
        }
    }
}
