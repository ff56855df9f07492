using System.Net;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Tests.Connections;

/// <summary>H/CACHE-1: a restart needs no target to answer reads.</summary>
public sealed class WarmStartTests
{
    [Fact]
    public async Task Answers_reads_from_the_cache_without_calling_the_connector()
    {
        await using var host = await FilledAsync();
        await host.Host.StopAsync();
        host.Target.BeforeSchema = _ => throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Unreachable, "The target is away."));
        host.Target.Calls.Clear();

        await host.StartAsync();
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Warm && host.Status.Problem is not null);

        (await host.TitleAsync("a")).ShouldBe("T");
        (await host.Host.GetAsync(TestHost.Filter("Login", "b"))).Body!["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await host.Host.GetAsync("Users")).Response.Headers.Age.ShouldNotBeNull();
        (await host.Host.GetAsync("Schemas")).Status.ShouldBe(HttpStatusCode.OK);
        host.Target.Calls.ShouldBe(["schema"]);
        host.Status.Problem.ShouldBe("The target is away.");
        var (status, body, response) = await host.Host.PostAsync(MemoryConnector.User("c"));
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body!["detail"]!.GetValue<string>().ShouldContain("not been reached");
        response.Headers.RetryAfter.ShouldNotBeNull();

        host.Target.BeforeSchema = _ => Task.CompletedTask;
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Ready);
        (await host.PostAsync("c")).ShouldBe(HttpStatusCode.Created);
        host.Target.Count("Full").ShouldBe(0);
    }

    [Fact]
    public async Task Imports_again_when_the_target_turns_out_to_have_another_schema()
    {
        await using var host = await FilledAsync();
        await host.Host.StopAsync();
        var gate = new Gate();
        host.Target.BeforeSchema = gate.PassAsync;
        host.Target.Schema = schema => new ConnectorSchema(
            [schema.ObjectTypes[0] with { Attributes = [.. schema.ObjectTypes[0].Attributes, new AttributeSchema { Name = "Extra" }] }]);
        await host.StartAsync();
        await gate.Arrived;
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Warm);
        (await host.GetAsync("a")).ShouldBe(HttpStatusCode.OK);
        host.Target.Put("late", "T");

        gate.Open();

        await TestHost.WaitAsync(() => host.Status is { State: ConnectionState.Ready, Objects: 3 });
        host.Target.Count("Full").ShouldBe(2);
        await host.ShouldEqualTargetAsync();
        (await host.Host.GetAsync("Schemas")).Body!.ToJsonString().ShouldContain("Extra");
    }

    [Fact]
    public async Task Asks_the_target_first_when_the_file_has_changed()
    {
        await using var host = await FilledAsync();
        await host.Host.StopAsync();
        host.Host.WriteConnection("demo", MemoryConnector.Yaml().Replace("a: 1", "a: 2", StringComparison.Ordinal));
        host.Target.BeforeSchema = _ => throw new ConnectorException("away");
        await host.StartAsync();
        await TestHost.WaitAsync(() => host.Status.Problem is not null);

        host.Status.State.ShouldBe(ConnectionState.Starting);
        (await host.GetAsync("a")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        host.Target.BeforeSchema = _ => Task.CompletedTask;
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Ready);
        host.Target.Count("Full").ShouldBe(2);
    }

    [Fact]
    public async Task Refuses_only_the_objects_whose_change_was_cut_off_until_they_were_read_again()
    {
        await using var host = await FilledAsync();
        var gate = new Gate();
        host.Target.AfterApply = gate.PassAsync;
        var lost = Swallow(host.SetTitleAsync("a", "New"));
        await gate.Arrived;
        await using var next = new MemoryHost();
        next.Host.TakeOver(host.Host);
        next.Target.Put("a", "New");
        next.Target.Put("b", "T");
        next.Target.BeforeFind = _ => throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Unreachable, "away"));

        await next.StartAsync();
        await TestHost.WaitAsync(() => next.Status.InDoubt == 1 && next.Target.Count("find") > 0);

        (await next.GetAsync("b")).ShouldBe(HttpStatusCode.OK);
        var (status, _, response) = await next.Host.GetAsync("Users/a");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await next.Host.GetAsync(TestHost.Filter("Login", "b"))).Status.ShouldBe(HttpStatusCode.OK);
        (await next.Host.GetAsync(TestHost.Filter("Login", "a"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await next.Host.GetAsync(TestHost.Filter("Title", "T"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await next.Host.GetAsync("Users")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await next.PostAsync("c")).ShouldBe(HttpStatusCode.ServiceUnavailable);

        next.Target.BeforeFind = _ => Task.CompletedTask;
        await TestHost.WaitAsync(() => next.Status is { State: ConnectionState.Ready, InDoubt: 0 });
        (await next.TitleAsync("a")).ShouldBe("New");
        await next.ShouldEqualTargetAsync();
        gate.Open();
        await lost;
    }

    private static async Task<MemoryHost> FilledAsync()
    {
        var host = new MemoryHost();
        host.Target.Put("a", "T");
        host.Target.Put("b", "T");
        await host.StartReadyAsync();
        return host;
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
