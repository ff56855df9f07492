using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Plans;

/// <summary>S/UNDO-2: what was done is taken back where the target still holds it.</summary>
public sealed class UndoTests
{
    [Fact]
    public async Task Brings_the_target_back_to_what_it_was_and_leaves_it_there()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,Old,,S\n2,Active,b,Old,1,S\n3,Active,c,Old,,S\n");
        var before = Snapshot(world);
        await world.ImportAsync("1,Active,a,New,,S\n2,Inactive,b,Old,1,S\n3,Active,c,Old,1,S\n4,Active,d,T,,S\n");
        world.Users.ShouldBe(["a:true:New", "b:false:Old", "c:true:Old", "d:true:T"]);
        var cycle = (await world.Service.StateAsync())["cycle"]!["id"]!.ToString();

        var undo = await world.UndoAsync(new { cycleId = cycle });
        (await world.ActionsAsync(undo)).ShouldBe(["d:delete", "a:update", "b:update", "c:update"], ignoreOrder: true);
        Snapshot(world).ShouldNotBe(before);
        (await world.ApplyAsync(undo))["results"]!.ToJsonString().ShouldBe("""{"applied":4}""");
        Snapshot(world).ShouldBe(before);

        // The job does not do at once again what was undone; what changes in the directory goes on.
        var writes = world.Writes;
        await world.Service.CommandAsync("start");
        await world.ImportAsync("1,Active,a,New,,S\n2,Inactive,b,Old,1,S\n3,Active,c,Newest,1,S\n4,Active,d,T,,S\n");
        world.Users.ShouldBe(["a:true:Old", "b:true:Old", "c:true:Newest"]);
        (world.Writes - writes).ShouldBe(1);
    }

    [Fact]
    public async Task Leaves_alone_what_was_changed_by_hand_since()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,Old,,S\n2,Active,b,Old,,S\n");
        await world.ImportAsync("1,Active,a,New,,S\n2,Active,b,New,,S\n3,Active,c,T,,S\n");
        var cycle = (await world.Service.StateAsync())["cycle"]!["id"]!.ToString();
        await ByHandAsync(world, "a", "By hand");
        await ByHandAsync(world, "c", "By hand");
        var undo = await world.UndoAsync(new { cycleId = cycle });
        (await world.ActionsAsync(undo)).ShouldBe(["b:update", "a:conflict", "c:conflict"], ignoreOrder: true);
        (await world.ItemsAsync(undo, "action=conflict"))[0]!["detail"]!.ToString().ShouldContain("'By hand'");

        await ByHandAsync(world, "b", "By hand too");
        (await world.ApplyAsync(undo))["results"]!.ToJsonString().ShouldBe("""{"changedSince":1}""");
        world.Users.ShouldBe(["a:true:By hand", "b:true:By hand too", "c:true:By hand"]);
    }

    [Fact]
    public async Task Undoes_an_applied_plan_and_one_change_alone()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n", run: false);
        var plan = await world.PlanAsync(new { trigger = "firstStart" });
        await world.ApplyAsync(plan);
        var row = (await world.Service.LogAsync()).First(row => row!["sourceIdentity"]!["displayName"]!.ToString() == "a")!;
        var one = await world.UndoAsync(new { objectId = row["sourceIdentity"]!["id"]!.ToString(), changeId = row["changeId"]!.ToString() });
        await world.ApplyAsync(one);
        world.Users.ShouldBe(["b:true:T"]);

        var rest = await world.UndoAsync(new { planId = plan["id"]!.ToString() });
        (await world.ActionsAsync(rest)).ShouldBe(["b:delete", "a:cannotUndo"]);
        await world.ApplyAsync(rest);
        world.Users.ShouldBeEmpty();
    }

    [Fact]
    public async Task Disables_what_was_created_where_the_mapping_allows_no_deletes_and_cannot_undo_deletes()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n");
        var created = (await world.Service.StateAsync())["cycle"]!["id"]!.ToString();
        var id = await world.IdAsync("b");
        (await world.Service.Http.DeleteAsync("/v1.0/users/b")).EnsureSuccessStatusCode();
        await world.Service.SettledAsync();
        (await world.Service.Http.DeleteAsync("/v1.0/directory/deletedItems/" + id)).EnsureSuccessStatusCode();
        await world.Service.SettledAsync();
        var deleted = (await world.Service.StateAsync())["cycle"]!["id"]!.ToString();
        (await world.ActionsAsync(await world.UndoAsync(new { cycleId = deleted }))).ShouldHaveSingleItem().ShouldEndWith(":cannotUndo");

        await world.Service.CommandAsync("pause");
        var schema = await world.SchemaAsync();
        schema["synchronizationRules"]![0]!["objectMappings"]![0]!["flowTypes"] = "Add, Update";
        await world.PutSchemaAsync(schema);
        var undo = await world.UndoAsync(new { cycleId = created });
        (await world.ActionsAsync(undo)).ShouldBe(["a:disable", "b:cannotUndo"]);
        await world.ApplyAsync(undo);
        world.Users.ShouldBe(["a:false:T"]);
    }

    [Fact]
    public async Task Goes_on_with_references_that_wait()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,Old,9,S\n");
        await world.ImportAsync("1,Active,a,New,9,S\n");
        await world.ApplyAsync(await world.UndoAsync(new { cycleId = (await world.Service.StateAsync())["cycle"]!["id"]!.ToString() }));
        world.Users.ShouldBe(["a:true:Old"]);
        await world.ImportAsync("1,Active,a,New,9,S\n9,Active,x,T,,S\n");
        world.Target.ManagerOf("a").ShouldBe("x");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"cycleId":"1","planId":"2"}""")]
    [InlineData("""{"objectId":"1"}""")]
    public async Task Refuses_to_undo_what_is_not_named(string body)
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        using var answer = await world.Service.Http.PostAsJsonAsync($"/api/v1/jobs/{world.Service.JobId}/undo", JsonNode.Parse(body));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Snapshot(PlanWorld world) =>
        string.Join('\n', world.Target.Users.Select(user => string.Join(',', user.Select(pair => $"{pair.Key}={pair.Value}"))));

    private static async Task ByHandAsync(PlanWorld world, string login, string title)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", BreakableTarget.Token);
        var found = await http.GetFromJsonAsync<JsonObject>($"{world.Target.BaseAddress}/Users?filter={Uri.EscapeDataString($"{BreakableTarget.Urn}:ContosoLogin eq \"{login}\"")}");
        var patch = new JsonObject { ["Operations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = BreakableTarget.Urn + ":Title", ["value"] = title }) };
        using var content = new StringContent(patch.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PatchAsync($"{world.Target.BaseAddress}/Users/{found!["Resources"]![0]!["id"]}", content);
        answer.EnsureSuccessStatusCode();
    }
}
