using System.Net;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;

namespace Sutler.Host.Tests.Export;

/// <summary>A connector that leaves lists unread after a change: the cache shows what was there with the change made to it, and the truth after a crash.</summary>
public sealed class UnreadListTests
{
    private const string Add = "Add";
    private const string Remove = "Remove";

    [Fact]
    public async Task Completes_a_list_from_before_and_the_change()
    {
        await using var host = Host(out var tags);
        await host.StartReadyAsync();

        (await PatchAsync(host, Add, "d", "a")).ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(host)).ShouldBe(["a", "b", "c", "d"]);
        (await PatchAsync(host, Remove, "b")).ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(host)).ShouldBe(["a", "c", "d"]);
        (await host.SetTitleAsync("e1", "T")).Status.ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(host)).ShouldBe(["a", "c", "d"]);
        (await PatchAsync(host, Remove, "a", "c", "d")).ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(host)).ShouldBeEmpty();
        tags.ShouldBeEmpty();
        (await PatchAsync(host, Add, "x")).ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(host)).ShouldBe(["x"]);
    }

    [Fact]
    public async Task Shows_what_others_changed_in_the_target_after_the_next_import()
    {
        await using var host = Host(out var tags);
        await host.StartReadyAsync();
        tags.Add("other");

        (await PatchAsync(host, Add, "d", "other")).ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(host)).ShouldBe(["a", "b", "c", "d", "other"], ignoreOrder: true);
        tags.Remove("a");
        (await host.SetTitleAsync("e1", "T")).Status.ShouldBe(HttpStatusCode.OK);
        await host.Connection.ImportNowAsync(ImportKind.Full, TestContext.Current.CancellationToken);

        (await TagsAsync(host)).ShouldBe(tags, ignoreOrder: true);
    }

    [Fact]
    public async Task Builds_on_an_import_that_came_in_while_the_change_was_under_way()
    {
        await using var host = Host(out var tags);
        await host.StartReadyAsync();
        var gate = new Gate();
        host.Target.AfterApply = token => gate.PassAsync(token);
        var patch = PatchAsync(host, Add, "d");
        await gate.Arrived;
        tags.Add("other");
        await host.Connection.ImportNowAsync(ImportKind.Full, TestContext.Current.CancellationToken);
        gate.Open();

        (await patch).ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(host)).ShouldBe(["a", "b", "c", "d", "other"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_the_whole_list_again_after_a_kill_around_apply(bool afterApply)
    {
        await using var host = Host(out var tags);
        await host.StartReadyAsync();
        var gate = new Gate();
        var apply = host.Target.BeforeApply;
        if (afterApply)
            host.Target.AfterApply = token => gate.PassAsync(token);
        else
            host.Target.BeforeApply = async (changes, token) => { await gate.PassAsync(token); await apply(changes, token); };
        var lost = PatchAsync(host, Add, "d");
        await gate.Arrived;

        await using var next = Host(out var later);
        later.Clear();
        later.AddRange([.. tags, "other"]);
        next.Host.TakeOver(host.Host);
        await next.StartReadyAsync();

        (await TagsAsync(next)).ShouldBe(later);
        (await PatchAsync(next, Add, "d")).ShouldBe(HttpStatusCode.OK);
        (await TagsAsync(next)).ShouldBe(afterApply ? ["a", "b", "c", "d", "other"] : ["a", "b", "c", "other", "d"]);
        gate.Open();
        await lost;
    }

    [Fact]
    public async Task Takes_no_list_that_was_replaced_or_is_none_as_unread()
    {
        await using var host = Host(out _);
        await host.StartReadyAsync();
        host.Target.Results = results => [.. results.Select(r => r with { Unread = ["Title"] })];

        (await host.SetTitleAsync("e1", "T")).Status.ShouldBe(HttpStatusCode.OK);

        host.Host.Log.ShouldContain(line => line.Contains("Title as not read", StringComparison.Ordinal));
        await TestHost.WaitAsync(() => host.Status.State is ConnectionState.Ready);
        (await TagsAsync(host)).ShouldBe(["a", "b", "c"]);
    }

    private static MemoryHost Host(out List<string> tags)
    {
        List<string> held = tags = ["a", "b", "c"];
        var host = new MemoryHost();
        var target = host.Target;
        target.Put("e1", "Title");
        target.Schema = schema => new ConnectorSchema([schema.ObjectTypes[0] with { Attributes = [.. schema.ObjectTypes[0].Attributes, new AttributeSchema { Name = "Tags", MultiValued = true }] }]);
        target.Page = page => page with { Objects = [.. page.Objects.Select(Whole)] };
        target.Found = found => [.. found.Select(Whole)];
        IReadOnlyList<ObjectChange> batch = [];
        target.BeforeApply = (changes, _) => Note(changes);
        target.Results = results => [.. results.Select((r, i) => r.Object is null ? r : IsUnread(batch[i]) ? r with { Unread = ["Tags"] } : r with { Object = Whole(r.Object) })];
        return host;

        Task Note(IReadOnlyList<ObjectChange> changes)
        {
            batch = changes;
            foreach (var change in changes.Select(c => c.Attributes.GetValueOrDefault("Tags")).OfType<AttributeChange>())
            {
                held.RemoveAll(tag => change.Kind is AttributeChangeKind.Replace || change.Removed.Contains(tag));
                held.AddRange((change.Value as IReadOnlyList<object> ?? change.Added).Cast<string>().Except(held).ToList());
            }

            return Task.CompletedTask;
        }

        static bool IsUnread(ObjectChange change) => change.Kind is ChangeKind.Update && change.Attributes.GetValueOrDefault("Tags")?.Kind is not AttributeChangeKind.Replace;

        ConnectorObject Whole(ConnectorObject found) =>
            held.Count == 0 ? found : found with { Attributes = new Dictionary<string, object>(found.Attributes, StringComparer.OrdinalIgnoreCase) { ["Tags"] = held.ToArray<object>() } };
    }

    private static async Task<HttpStatusCode> PatchAsync(MemoryHost host, string verb, params string[] tags)
    {
        var values = new JsonArray([.. tags.Select(t => (JsonNode)t)]).ToJsonString();
        return (await host.Host.PatchAsync("e1", $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"{{verb}}","path":"{{TestHost.Urn}}:Tags","value":{{values}}}]}""")).Status;
    }

    private static async Task<List<string>> TagsAsync(MemoryHost host) =>
        [.. ((await host.Host.GetAsync("Users/e1")).Body![TestHost.Urn]!["Tags"]?.AsArray() ?? []).Select(t => t!.GetValue<string>())];
}
