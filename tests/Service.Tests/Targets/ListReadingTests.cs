using System.Text.Json.Nodes;
using Sutler.Scim;
using Sutler.Scim.Client;
using Sutler.Scim.Filters;
using Sutler.Testing;

namespace Sutler.Service.Tests.Targets;

/// <summary>Whole lists read from targets whose paging is half broken, and searches answered otherwise than the RFC says (S/TEST-2).</summary>
public sealed class ListReadingTests
{
    private const int Users = 23;

    [Theory]
    [InlineData(PagingDefect.None)]
    [InlineData(PagingDefect.TotalIsPageSize)]
    [InlineData(PagingDefect.ShortPages)]
    [InlineData(PagingDefect.Repeats)]
    [InlineData(PagingDefect.IgnoresCount)]
    public async Task Reads_everything_once(PagingDefect defect)
    {
        await using var target = await FilledAsync(new TargetDefects { Paging = defect });

        var pages = await ReadAsync(target);

        pages.ShouldAllBe(page => page.IsDone);
        Names(pages).ShouldBe(Enumerable.Range(1, Users).Select(i => $"u{i}"));
        target.Count("GET").ShouldBeLessThan(Users);
    }

    [Theory]
    [InlineData(PagingDefect.IgnoresStartIndex)]
    [InlineData(PagingDefect.TotalTooLarge)]
    public async Task Says_that_a_list_is_not_whole(PagingDefect defect)
    {
        await using var target = await FilledAsync(new TargetDefects { Paging = defect });

        var pages = await ReadAsync(target);

        pages[^1].IsDone.ShouldBeFalse();
        pages[^1].Incompatibility!.ShouldContain("absence from it proves nothing");
        Names(pages).ShouldBeUnique();
    }

    [Fact]
    public async Task Follows_cursors()
    {
        await using var target = await FilledAsync(new TargetDefects());
        target.Cursor = true;

        var pages = await ReadAsync(target, new ScimListOptions { PageSize = 10, Cursor = true, Attributes = "userName" });

        Names(pages).Count().ShouldBe(Users);
        target.Journal.Select(call => call.Url).ShouldBe(
            ["/Users?cursor=&count=10&attributes=userName", "/Users?cursor=10&count=10&attributes=userName", "/Users?cursor=20&count=10&attributes=userName"]);
    }

    [Fact]
    public async Task Ends_with_the_failure_of_a_page()
    {
        await using var target = await FilledAsync(new TargetDefects());
        target.On(call => call.Url.Contains("startIndex=11", StringComparison.Ordinal), ScriptedFault.Answer(500));

        var pages = await ReadAsync(target);

        pages.Select(page => page.Status).ShouldBe([200, 500]);
    }

    [Fact]
    public async Task Reports_404_for_a_search_as_incompatible_unless_told_that_it_means_nothing_found()
    {
        await using var target = await ScriptedTarget.StartAsync(new TargetDefects { NotFoundForEmptySearch = true });
        var filter = new ComparisonFilter(new AttributePath(null, "userName", null), ComparisonOperator.Equal, "nobody");

        var refused = await Client(target).FindAsync("/Users", filter, default, CancellationToken.None);
        (refused.Outcome, refused.Status).ShouldBe((ScimOutcome.Refused, 404));
        refused.Incompatibility!.ShouldContain("RFC 7644 §3.4.2");

        var client = new ScimClient(Http, target.BaseAddress, Options with { NotFoundMeansEmpty = true });
        var found = await client.FindAsync("/Users", filter, default, CancellationToken.None);
        (found.IsDone, found.TotalResults, found.Resources.Count).ShouldBe((true, 0, 0));
    }

    [Fact]
    public async Task Asks_for_groups_without_their_members()
    {
        await using var target = await ScriptedTarget.StartAsync();
        var id = target.Add("Groups", new JsonObject { ["displayName"] = "g", ["members"] = new JsonArray(new JsonObject { ["value"] = "a" }) });
        var client = Client(target);

        var read = await client.GetAsync("/Groups", id, ScimReadOptions.WithoutMembers, CancellationToken.None);
        read.Resource!.Value.TryGetProperty("members", out _).ShouldBeFalse();
        var members = FilterParser.Parse($"id eq \"{id}\" and members eq \"a\"");
        (await client.FindAsync("/Groups", members, new ScimReadOptions { Attributes = "id" }, CancellationToken.None)).TotalResults.ShouldBe(1);

        target.Journal.Select(call => call.Url).ShouldBe([$"/Groups/{id}?excludedAttributes=members", $"/Groups?filter=id eq \"{id}\" and members eq \"a\"&attributes=id"]); // SCIM-21, SCIM-26
    }

    [Fact]
    public async Task Keeps_what_was_on_the_wire_and_hides_what_is_secret()
    {
        await using var target = await ScriptedTarget.StartAsync();
        target.On(call => call.Method == "POST", ScriptedFault.Answer(400, """{"detail":"no","echo":{"password":"hidden-1","title":"kept"}}"""));
        var client = new ScimClient(Http, target.BaseAddress, Options with { RedactedAttributes = ["password", "badge"] });

        var result = await client.CreateAsync(
            "/Users", """{"userName":"u","password":"hidden-2","urn:x:User":{"badge":"hidden-3"},"Operations":[{"path":"urn:x:User:badge","value":"hidden-4"}]}"""u8.ToArray(), CancellationToken.None);

        var exchange = result.Exchange!;
        (exchange.Method, exchange.Url, exchange.Status).ShouldBe(("POST", target.BaseAddress + "/Users", 400));
        exchange.RequestBody!.ShouldContain("\"userName\":\"u\"");
        exchange.AnswerBody!.ShouldContain("kept");
        exchange.AnswerHeaders.ShouldContain("Content-Type");
        (exchange.RequestBody + exchange.AnswerBody + exchange.AnswerHeaders).ShouldNotContain("hidden");
        exchange.ToString().ShouldNotContain(ScriptedTarget.Token);
    }

    [Fact]
    public async Task Cuts_long_bodies_and_keeps_none_of_a_success()
    {
        await using var target = await ScriptedTarget.StartAsync();
        target.On(call => call.Method == "POST", ScriptedFault.Answer(500, new string('ä', 10_000)), times: 1);
        var client = Client(target);

        var failed = await client.CreateAsync("/Users", """{"userName":"u"}"""u8.ToArray(), CancellationToken.None);
        failed.Exchange!.AnswerBody!.Length.ShouldBe((ScimExchange.MaxBody / 2) + 1);
        (await client.CreateAsync("/Users", """{"userName":"u"}"""u8.ToArray(), CancellationToken.None)).Exchange.ShouldBeNull();
        target.On(_ => true, ScriptedFault.LoseAnswer);
        (await client.CreateAsync("/Users", """{"userName":"v"}"""u8.ToArray(), CancellationToken.None)).ShouldSatisfyAllConditions(
            lost => lost.Outcome.ShouldBe(ScimOutcome.MayHaveRun), lost => lost.Exchange!.Status.ShouldBe(0));
    }

    private static readonly HttpClient Http = new();

    private static ScimClientOptions Options => new() { BearerToken = _ => ValueTask.FromResult(ScriptedTarget.Token) };

    private static ScimClient Client(ScriptedTarget target) => new(Http, target.BaseAddress, Options);

    private static async Task<ScriptedTarget> FilledAsync(TargetDefects defects)
    {
        var target = await ScriptedTarget.StartAsync(defects);
        for (var i = 1; i <= Users; i++)
            target.Add("Users", new JsonObject { ["userName"] = $"u{i}" });
        return target;
    }

    private static async Task<List<ScimResult>> ReadAsync(ScriptedTarget target, ScimListOptions? options = null)
    {
        var pages = new List<ScimResult>();
        await foreach (var page in Client(target).ReadAllAsync("/Users", options ?? new ScimListOptions { PageSize = 10 }, CancellationToken.None))
            pages.Add(page);
        return pages;
    }

    private static IEnumerable<string> Names(IEnumerable<ScimResult> pages) => pages.SelectMany(page => page.Resources).Select(user => user.GetProperty("userName").GetString()!);
}
