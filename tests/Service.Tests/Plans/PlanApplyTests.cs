using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Storage;
using Sutler.Testing;

namespace Sutler.Service.Tests.Plans;

/// <summary>S/PLAN-2, S/PLAN-4: exactly the plan is done, whatever happens meanwhile.</summary>
public sealed class PlanApplyTests
{
    [Fact]
    public async Task Does_exactly_what_was_planned_and_leaves_the_start_nothing_to_do()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,2,S\n2,Active,b,T,,S\n3,Inactive,c,T,,S\n", run: false);
        var plan = await world.PlanAsync(new { trigger = "firstStart" });
        var applied = await world.ApplyAsync(plan);
        applied["state"]!.ToString().ShouldBe("applied", applied.ToJsonString());
        applied["results"]!.ToJsonString().ShouldBe("""{"applied":2}""");
        world.Users.ShouldBe(["a:true:T", "b:true:T"]);

        var row = (await world.Service.LogAsync())[0]!;
        (row["cycleId"]!.ToString(), row["initiatedBy"]!["displayName"]!.ToString()).ShouldBe((plan["id"]!.ToString(), "admin-token"));
        (await world.Service.StateAsync())["cycle"].ShouldBeNull();

        await world.Service.CommandAsync("start");
        await world.Service.SettledAsync();
        world.Target.Count("POST").ShouldBe(2);
        world.Target.ManagerOf("a").ShouldBe("b");
    }

    [Fact]
    public async Task Sends_nothing_that_changed_since_and_plans_it_again()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,Old,,S\n2,Active,b,Old,,S\n3,Active,c,Old,,S\n4,Active,d,Old,,S\n");
        await world.Service.CommandAsync("pause");
        await world.ImportAsync("1,Active,a,New,,S\n2,Active,b,New,,S\n3,Active,c,New,,S\n4,Active,d,New,,S\n", settle: false);
        var plan = await world.PlanAsync(new { trigger = "cycle" });
        await world.ImportAsync("1,Active,a,Newer,,S\n2,Active,b,New,,S\n3,Active,c,New,,S\n4,Active,d,New,,S\n", settle: false);
        world.Target.Remove("b");
        world.Target.Add(("ContosoLogin", "b"), ("Title", "By hand"));
        var before = world.Writes;
        var applied = await world.ApplyAsync(plan);

        applied["results"]!.ToJsonString().ShouldBe("""{"applied":2,"changedSince":2}""");
        world.Users.ShouldBe(["a:true:Old", "b::By hand", "c:true:New", "d:true:New"], ignoreOrder: true);
        (world.Writes - before).ShouldBe(2);
        (await world.ItemsAsync(plan, "state=changedSince")).Select(item => item!["message"]!.ToString()).ShouldAllBe(message => message.Contains("since", StringComparison.Ordinal) || message.Contains("linked", StringComparison.Ordinal));

        var next = await world.ComputedAsync(applied["followUpPlanId"]!.ToString());
        (await world.ActionsAsync(next)).ShouldBe(["a:update", "b:update"], ignoreOrder: true);
        (await world.ApplyAsync(next))["results"]!.ToJsonString().ShouldBe("""{"applied":2}""");
        world.Users.ShouldBe(["a:true:Newer", "b:true:New", "c:true:New", "d:true:New"], ignoreOrder: true);
    }

    [Fact]
    public async Task Stops_at_the_limit_reads_back_and_goes_on()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n3,Active,c,T,,S\n", run: false);
        var plan = await world.PlanAsync(new { trigger = "firstStart" });
        var canary = await world.ApplyAsync(plan, new { limit = 1 });
        (canary["state"]!.ToString(), world.Target.Count("POST")).ShouldBe(("partial", 1));
        canary["message"]!.ToString().ShouldContain("all of 1");
        (await world.ApplyAsync(plan))["state"]!.ToString().ShouldBe("applied");
        world.Target.Count("POST").ShouldBe(3);
    }

    [Fact]
    public async Task Asks_for_approval_of_many_removals_which_then_count_as_accepted()
    {
        var rows = string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},Active,u{i},T,,S\n"));
        await using var world = await PlanWorld.StartAsync(rows);
        await world.Service.CommandAsync("pause");
        await world.ImportAsync(string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},{(i <= 30 ? "Inactive" : "Active")},u{i},T,,S\n")), settle: false);
        var plan = await world.PlanAsync(new { trigger = "cycle" });
        using var refused = await world.Service.Http.PostAsJsonAsync($"/api/v1/plans/{plan["id"]}/apply", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await world.ApplyAsync(plan, new { approve = true });
        world.Target.Users.Count(user => user["IsActive"] == "false").ShouldBe(30);
        await world.Service.CommandAsync("start");
        (await world.Service.SettledAsync())["held"].ShouldBeNull();
    }

    [Fact]
    public async Task Refuses_a_plan_of_an_older_schema_and_one_whose_rows_were_altered()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        var altered = await world.PlanAsync(new { trigger = "firstStart" });
        await world.Service.Services.GetRequiredService<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("UPDATE plan_item SET attributes = '[]'", null, transaction), CancellationToken.None);
        (await world.ApplyAsync(altered))["state"]!.ToString().ShouldBe("failed");
        world.Writes.ShouldBe(0);

        var plan = await world.PlanAsync(new { trigger = "firstStart" });
        var schema = await world.SchemaAsync();
        schema["synchronizationRules"]![0]!["objectMappings"]![0]!["attributeMappings"]!.AsArray().First(row => row!["targetAttributeName"]!.ToString().EndsWith(":Title", StringComparison.Ordinal))!["defaultValue"] = "Clerk";
        await world.PutSchemaAsync(schema);
        using var refused = await world.Service.Http.PostAsJsonAsync($"/api/v1/plans/{plan["id"]}/apply", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await world.Service.GetAsync("/api/v1/plans/" + plan["id"]))["state"]!.ToString().ShouldBe("stale");
    }

    [Fact]
    public async Task Creates_an_object_with_a_random_value()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        var schema = await world.SchemaAsync();
        var title = schema["synchronizationRules"]![0]!["objectMappings"]![0]!["attributeMappings"]!.AsArray().First(row => row!["targetAttributeName"]!.ToString().EndsWith(":Title", StringComparison.Ordinal))!;
        title["source"] = new JsonObject { ["type"] = "Function", ["expression"] = "RandomString(12, 2, 2, 2, 2, \"\")" };
        title["flowType"] = "ObjectAddOnly";
        var plan = await world.PlanAsync(new { trigger = "schema", schemaDraft = schema });
        (await world.ItemsAsync(plan))[0]!["attributes"]!.AsArray().Count(row => row!["madeWhenApplied"] is not null).ShouldBe(1);
        (await world.ApplyAsync(plan))["results"]!.ToJsonString().ShouldBe("""{"applied":1}""");
        world.Target.Users.ShouldHaveSingleItem()["Title"].Length.ShouldBe(12);
    }

    [Theory]
    [InlineData("journaled")]
    [InlineData("sending")]
    [InlineData("sent")]
    [InlineData("settled")]
    [InlineData("plan page applied")]
    public async Task Goes_on_where_the_process_ended(string at)
    {
        await using var target = await BreakableTarget.StartAsync();
        var folder = ServiceUnderTest.NewFolder();
        string planId;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var armed = false;
        await using (var first = await ServiceUnderTest.StartAsync(folder, options => options with
        {
            BatchSize = 2,
            Step = step =>
            {
                if (!Volatile.Read(ref armed) || (step != at && !ended.Task.IsCompleted))
                    return;
                ended.TrySetResult();
                throw new InvalidOperationException("The process has ended at: " + step);
            },
        }))
        {
            await first.ImportAsync(PlanWorld.Header + string.Concat(Enumerable.Range(1, 7).Select(i => $"{i},Active,u{i},T,,S\n")));
            await first.ConnectAsync(target.BaseAddress, start: false);
            var world = new PlanWorld(first, target);
            var plan = await world.PlanAsync(new { trigger = "firstStart" });
            planId = plan["id"]!.ToString();
            Volatile.Write(ref armed, true);
            await first.PostAsync($"/api/v1/plans/{planId}/apply", new { });
            await ended.Task.WaitAsync(ServiceUnderTest.Limit);
        }

        await using var service = await ServiceUnderTest.StartAsync(folder);
        await service.ResumeAsync();
        var applied = await new PlanWorld(service, target).UntilAsync(planId, plan => plan["state"]!.ToString() == "applied");
        applied["results"]!.ToJsonString().ShouldBe("""{"applied":7}""");
        target.Users.Count.ShouldBe(7);
        target.Count("POST").ShouldBe(7);
        (await service.StateAsync())["links"]!.GetValue<int>().ShouldBe(7);
        (await service.StateAsync())["openIntents"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Is_made_to_its_end_by_the_next_process()
    {
        await using var target = await BreakableTarget.StartAsync();
        var folder = ServiceUnderTest.NewFolder();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string planId;
        await using (var first = await ServiceUnderTest.StartAsync(folder, options => options with { BatchSize = 2, Step = step => HangAt(step) }))
        {
            await first.ImportAsync(PlanWorld.Header + string.Concat(Enumerable.Range(1, 7).Select(i => $"{i},Active,u{i},T,,S\n")));
            await first.ConnectAsync(target.BaseAddress, start: false);
            planId = (await first.PostAsync($"/api/v1/jobs/{first.JobId}/plans", new { trigger = "firstStart" }))["id"]!.ToString();
            await ended.Task.WaitAsync(ServiceUnderTest.Limit);
        }

        target.Latency = TimeSpan.Zero;
        var asked = target.Requests.Count;
        await using var service = await ServiceUnderTest.StartAsync(folder);
        var plan = await new PlanWorld(service, target).ComputedAsync(planId);
        plan["counts"]!.ToJsonString().ShouldBe("""{"create":7}""");
        (target.Requests.Count - asked).ShouldBeLessThanOrEqualTo(5);

        void HangAt(string step)
        {
            if (step != "plan page")
                return;
            target.Latency = TimeSpan.FromSeconds(60);
            ended.TrySetResult();
        }
    }
}
