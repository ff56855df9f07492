using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Plans;

/// <summary>S/PLAN-1: what would be done, whole and with nothing done.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task Shows_what_the_first_start_would_do_and_writes_nothing()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,1,S\n3,Inactive,c,T,,S\n4,Active,d,T,,S\n", run: false);
        world.Target.Add(("ContosoLogin", "b"), ("Title", "Old"));
        world.Target.Add(("ContosoLogin", "d"), ("Title", "x"));
        world.Target.Add(("ContosoLogin", "d"), ("Title", "y"));
        var plan = await world.PlanAsync(new { trigger = "firstStart" });

        plan["state"]!.ToString().ShouldBe("ready", plan.ToJsonString());
        plan["counts"]!.ToJsonString().ShouldBe("""{"conflict":1,"create":1,"skip":1,"update":1}""");
        (await world.ActionsAsync(plan)).ShouldBe(["a:create", "b:update", "d:conflict", "c:skip"]);
        plan["signature"]!.ToString().Length.ShouldBe(64);
        plan["progress"]!["done"]!.GetValue<int>().ShouldBe(4);

        world.Writes.ShouldBe(0);
        (await world.Service.StateAsync())["links"]!.GetValue<int>().ShouldBe(0);
        (await world.Service.LogAsync()).ShouldBeEmpty();
        (await world.Service.StateAsync())["cycle"].ShouldBeNull();
    }

    [Fact]
    public async Task Shows_values_before_and_after_and_why()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,Old,,S\n");
        await world.Service.CommandAsync("pause");
        await world.ImportAsync("1,Active,a,New,,S\n", settle: false);
        var item = (await world.ItemsAsync(await world.PlanAsync(new { trigger = "cycle" }))).ShouldHaveSingleItem()!;
        (item["action"]!.ToString(), item["situation"]!.ToString(), item["reason"]!.ToString()).ShouldBe(("update", "Linked", "SourceChanged"));
        var title = item["attributes"]!.AsArray().ShouldHaveSingleItem()!;
        (title["name"]!.ToString().Split(':')[^1], title["before"]!.ToString(), title["after"]!.ToString()).ShouldBe(("Title", "Old", "New"));
    }

    [Fact]
    public async Task Shows_what_another_mapping_and_another_filter_would_do()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,Sales\n2,Active,b,T,,IT\n");
        var draft = await world.SchemaAsync();
        var mapping = draft["synchronizationRules"]![0]!["objectMappings"]![0]!;
        var title = mapping["attributeMappings"]!.AsArray().First(row => row!["targetAttributeName"]!.ToString().EndsWith(":Title", StringComparison.Ordinal))!;
        title["source"] = new JsonObject { ["type"] = "Function", ["expression"] = "ToUpper([department])" };
        var plan = await world.PlanAsync(new { trigger = "schema", schemaDraft = draft });
        (await world.ActionsAsync(plan)).ShouldBe(["a:update", "b:update"], ignoreOrder: true);

        draft = await world.SchemaAsync();
        draft["synchronizationRules"]![0]!["objectMappings"]![0]!["scope"] = JsonNode.Parse(
            """{"groups":[{"name":"g","clauses":[{"operatorName":"EQUALS","sourceOperandName":"department","targetOperand":{"values":["Sales"]}}]}]}""");
        plan = await world.PlanAsync(new { trigger = "schema", schemaDraft = draft });
        (await world.ActionsAsync(plan)).ShouldBe(["b:disable", "a:unchanged"]);
        plan["isDraft"]!.GetValue<bool>().ShouldBeTrue();
        world.Writes.ShouldBe(2);
    }

    [Fact]
    public async Task Shows_what_a_restart_would_put_right()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n");
        world.Target.Remove("b");
        var plan = await world.PlanAsync(new { trigger = "restart" });
        (await world.ActionsAsync(plan)).ShouldBe(["b:create", "a:unchanged"]);
        (await world.ActionsAsync(await world.PlanAsync(new { trigger = "cycle" }))).ShouldBeEmpty();
        (await world.ActionsAsync(await world.PlanAsync(new { trigger = "reconcile", ids = new[] { await world.IdAsync("a") } }))).ShouldBe(["a:unchanged"]);

        plan = await world.PlanAsync(new { trigger = "restart", resetScope = "Full" });
        (await world.ItemsAsync(plan)).Select(item => item!["situation"]!.ToString()).ShouldBe(["Absent", "Matched"]);
        using var refused = await world.Service.Http.PostAsJsonAsync($"/api/v1/plans/{plan["id"]}/apply", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Finds_objects_that_would_become_one()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n", run: false);
        var schema = await world.SchemaAsync();
        schema["synchronizationRules"]![0]!["objectMappings"]![0]!["attributeMappings"]![0]!["source"] = new JsonObject { ["type"] = "Attribute", ["name"] = "department" };
        var plan = await world.PlanAsync(new { trigger = "schema", schemaDraft = schema });
        plan["counts"]!.ToJsonString().ShouldBe("""{"conflict":1,"create":1}""");
    }

    [Fact]
    public async Task Pages_filters_and_searches_items()
    {
        await using var world = await PlanWorld.StartAsync(string.Concat(Enumerable.Range(1, 120).Select(i => $"{i},{(i % 2 == 0 ? "Active" : "Inactive")},user{i:000},T,,S\n")), run: false);
        var plan = await world.PlanAsync(new { trigger = "firstStart" });
        var (seen, next) = (new HashSet<string>(StringComparer.Ordinal), (string?)$"/api/v1/plans/{plan["id"]}/items?$top=50");
        while (next is not null)
        {
            var page = await world.Service.GetAsync(next);
            foreach (var item in page["value"]!.AsArray())
                seen.Add(item!["sourceId"]!.ToString()).ShouldBeTrue();
            next = page["@odata.nextLink"]?.ToString();
        }

        seen.Count.ShouldBe(120);
        (await world.ItemsAsync(plan, "action=create")).Count.ShouldBe(60);
        (await world.ItemsAsync(plan, "action=create,skip&search=USER010")).ShouldHaveSingleItem();
        (await world.ItemsAsync(plan, "search=%25")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"trigger":"nothing"}""")]
    [InlineData("""{"trigger":"undo"}""")]
    [InlineData("""{"trigger":"schema"}""")]
    [InlineData("""{"trigger":"schema","schemaDraft":{"synchronizationRules":[]}}""")]
    [InlineData("""{"trigger":"scope","settings":{"NoSuch":"1"}}""")]
    [InlineData("""{"trigger":"restart","resetScope":"Everything"}""")]
    public async Task Refuses_what_cannot_be_planned(string body)
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await world.Service.Http.PostAsync($"/api/v1/jobs/{world.Service.JobId}/plans", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Fails_where_the_target_refuses_and_says_so()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        world.Target.Fault = static (_, _) => TargetFaultMode.Unauthorized;
        var plan = await world.PlanAsync(new { trigger = "firstStart" });
        plan["state"]!.ToString().ShouldBe("failed");
        plan["message"]!.ToString().ShouldContain("SecretToken");
    }

    [Fact]
    public async Task Is_listed_canceled_and_dropped()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        var plan = await world.PlanAsync(new { trigger = "firstStart" });
        (await world.Service.GetAsync($"/api/v1/jobs/{world.Service.JobId}/plans"))["value"]!.AsArray().Count.ShouldBe(1);
        using var dropped = await world.Service.Http.DeleteAsync("/api/v1/plans/" + plan["id"]);
        dropped.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var gone = await world.Service.Http.GetAsync("/api/v1/plans/" + plan["id"]);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        world.Target.Latency = TimeSpan.FromMilliseconds(300);
        var id = (await world.Service.PostAsync($"/api/v1/jobs/{world.Service.JobId}/plans", new { trigger = "firstStart" }))["id"]!.ToString();
        (await world.Service.Http.DeleteAsync("/api/v1/plans/" + id)).EnsureSuccessStatusCode();
        (await world.Service.GetAsync("/api/v1/plans/" + id))["state"]!.ToString().ShouldBe("canceled");
    }
}
