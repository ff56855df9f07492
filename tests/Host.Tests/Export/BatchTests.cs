using System.Net;
using System.Text.Json.Nodes;
using Sutler.Scim;
using Sutler.Scim.Patch;
using Sutler.Scim.Server;

namespace Sutler.Host.Tests.Export;

public sealed class BatchTests
{
    [Fact]
    public async Task Applies_changes_of_one_object_in_their_order_and_one_a_batch()
    {
        var connector = new FaultyConnector();
        await using var host = new TestHost();
        host.Target.Fill(3);
        await host.StartReadyAsync(TestHost.With(connector));
        var gate = new Gate();
        connector.BeforeApply = (_, token) => gate.PassAsync(token);
        var handler = host.Handler;

        var first = Patch(handler, "e3", "held");
        await gate.Arrived;
        var waiting = Enumerable.Range(1, 20).Select(i => Patch(handler, "e1", $"T{i}")).Append(Patch(handler, "e2", "T")).ToList();
        gate.Open();
        await Task.WhenAll([first, .. waiting]);

        var titles = connector.Batches.SelectMany(b => b).Where(c => c.Anchor!.Values[0] == "e1").Select(c => (string)c.Attributes["Title"].Value!);
        titles.ShouldBe(Enumerable.Range(1, 20).Select(i => $"T{i}"));
        connector.Batches.ShouldAllBe(b => b.Select(c => c.Anchor).Distinct().Count() == b.Count);
        connector.Batches.ElementAt(1).Count.ShouldBe(2);
        (await host.GetAsync("Users/e1")).Response.Headers.ETag!.ToString().ShouldBe("W/\"21\"");
    }

    [Fact]
    public async Task Keeps_the_others_when_one_change_of_a_batch_fails()
    {
        var connector = new FaultyConnector();
        await using var host = new TestHost();
        host.Target.Execute("CREATE TRIGGER t BEFORE INSERT ON Employees WHEN NEW.Title = 'bad' BEGIN SELECT RAISE(ABORT, 'no such title'); END");
        await host.StartReadyAsync(TestHost.With(connector));
        var gate = new Gate();
        connector.BeforeApply = (_, token) => gate.PassAsync(token);
        var first = host.PostAsync(TestHost.User("held"));
        await gate.Arrived;

        var many = Enumerable.Range(0, 30).Select(i => host.PostAsync(TestHost.User($"u{i}", i == 17 ? "\"Title\":\"bad\"" : "\"Title\":\"good\""))).ToList();
        gate.Open();
        var statuses = (await Task.WhenAll(many)).Select(r => r.Status).ToList();

        (await first).Status.ShouldBe(HttpStatusCode.Created);
        statuses.Count(s => s is HttpStatusCode.Created).ShouldBe(29);
        statuses[17].ShouldBe(HttpStatusCode.BadRequest);
        host.Target.Count().ShouldBe(30);
        connector.Batches.Count.ShouldBeLessThan(31);
        await host.ShouldEqualTargetAsync();
    }

    [Fact]
    public async Task Lets_only_one_of_many_creates_of_a_key_through()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.PostAsync(TestHost.User(i % 2 == 0 ? "same" : "SAME"))));

        answers.Count(a => a.Status is HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.Status is HttpStatusCode.Conflict).ShouldBe(19);
        host.Target.Count().ShouldBe(1);
        await host.ShouldEqualTargetAsync();
    }

    private static Task Patch(IScimResourceHandler handler, string id, string title) =>
        handler.PatchAsync(
            id,
            [new PatchOperation(PatchVerb.Replace, new PatchPath(new AttributePath(TestHost.Urn, "Title", null), null, null), JsonValue.Create(title))],
            new WriteRequest("https://host", null),
            TestContext.Current.CancellationToken).AsTask();
}
