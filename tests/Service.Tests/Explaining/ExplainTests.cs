using System.Text.Json.Nodes;
using Sutler.Service.Tests.Plans;
using Sutler.Testing;

namespace Sutler.Service.Tests.Explaining;

/// <summary>S/OPS-1, S/OPS-2: every reason that an object stands as it does, told by a service that has it.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task Says_that_all_is_well_with_every_value()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n");
        var why = await ExplainAsync(world, "a");
        (why["verdict"]!.ToString(), why["link"]!["targetId"]!.ToString()).ShouldBe(("inSync", "t-1"));
        Statements(why).ShouldContain("Title should be 'T': [jobTitle] with jobTitle = 'T'. The target has it.");
        Statements(why).ShouldContain("IsActive should be 'True': Not([IsSoftDeleted]) with IsSoftDeleted = 'False'. The target has it.");
        Statements(why).ShouldContain(text => text.StartsWith("Linked to t-1, created there at ", StringComparison.Ordinal));
        (await ExplainAsync(world, "t-1"))["objectId"]!.ToString().ShouldBe(why["objectId"]!.ToString());
    }

    [Fact]
    public async Task Says_which_clause_keeps_a_user_out()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,IT\n2,Active,b,T,,Sales\n3,Inactive,c,T,,Sales\n", run: false);
        var schema = await world.SchemaAsync();
        schema["synchronizationRules"]![0]!["objectMappings"]![0]!["scope"] = JsonNode.Parse(
            """{"groups":[{"name":"g","clauses":[{"operatorName":"EQUALS","sourceOperandName":"department","targetOperand":{"values":["Sales"]}}]}]}""");
        await world.PutSchemaAsync(schema);
        await world.Service.CommandAsync("start");
        await world.Service.SettledAsync();
        var why = await ExplainAsync(world, "a");
        why["verdict"]!.ToString().ShouldBe("outOfScope");
        why["summary"]!.ToString().ShouldContain("the value is 'IT'");
        (await VerdictAsync(world, "b")).ShouldBe("inSync");
        (await VerdictAsync(world, "c")).ShouldBe("inactive");
    }

    [Fact]
    public async Task Says_whom_a_reference_waits_for()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,2,S\n2,Inactive,boss,T,,S\n3,Active,c,T,77,S\n");
        var why = await ExplainAsync(world, "a");
        why["verdict"]!.ToString().ShouldBe("waitingForReference");
        why["summary"]!.ToString().ShouldBe("Manager waits for boss, who is not provisioned yet. It is set as soon as that is done.");
        (await ExplainAsync(world, "c"))["summary"]!.ToString().ShouldContain("the directory does not have");
    }

    [Fact]
    public async Task Says_when_a_failed_user_is_tried_again()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        world.Target.Fault = static (method, _) => method == "POST" ? TargetFaultMode.Refuse : TargetFaultMode.None;
        await world.Service.CommandAsync("start");
        await world.Service.SettledAsync();
        var why = await ExplainAsync(world, "a");
        why["verdict"]!.ToString().ShouldBe("escrowed");
        why["summary"]!.ToString().ShouldContain("failed once and is tried again when the object changes");
    }

    [Fact]
    public async Task Says_that_a_removal_is_held()
    {
        await using var world = await PlanWorld.StartAsync(string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},Active,u{i},T,,S\n")));
        await world.ImportAsync(string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},{(i <= 40 ? "Inactive" : "Active")},u{i},T,,S\n")), settle: false);
        await world.Service.UntilAsync(state => state["held"] is not null);
        (await VerdictAsync(world, "u1")).ShouldBe("held");
        (await VerdictAsync(world, "u60")).ShouldBe("inSync");
    }

    [Fact]
    public async Task Says_that_nothing_could_be_matched_or_too_much()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,\n", run: false);
        var schema = await world.SchemaAsync();
        schema["synchronizationRules"]![0]!["objectMappings"]![0]!["attributeMappings"]![0]!["source"] = new JsonObject { ["type"] = "Attribute", ["name"] = "department" };
        await world.PutSchemaAsync(schema);
        world.Target.Add(("ContosoLogin", "S"));
        world.Target.Add(("ContosoLogin", "S"));
        (await VerdictAsync(world, "b")).ShouldBe("noMatchingValue");
        (await VerdictAsync(world, "a")).ShouldBe("conflict");
    }

    [Fact]
    public async Task Says_that_the_job_has_not_come_to_it()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        (await VerdictAsync(world, "a")).ShouldBe("notStarted");
        await world.Service.CommandAsync("start");
        await world.Service.SettledAsync();
        await world.Service.CommandAsync("pause");
        await world.ImportAsync("1,Active,a,New,,S\n2,Active,b,T,,S\n", settle: false);
        (await VerdictAsync(world, "a")).ShouldBe("paused");
        var why = await ExplainAsync(world, "b");
        (why["verdict"]!.ToString(), why["queue"]!["before"]!.GetValue<int>()).ShouldBe(("paused", 1));
    }

    [Fact]
    public async Task Says_what_differs_and_that_the_target_is_away()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n");
        world.Target.Remove("a");
        (await VerdictAsync(world, "a")).ShouldBe("drifted");
        var gone = await world.IdAsync("b");
        (await world.Service.Http.DeleteAsync("/v1.0/users/b")).EnsureSuccessStatusCode();
        await world.Service.SettledAsync();
        (await VerdictAsync(world, gone)).ShouldBe("deprovisioned");
        world.Target.Fault = static (_, _) => TargetFaultMode.Unauthorized;
        (await ExplainAsync(world, "a"))["targetFault"]!.ToString().ShouldContain("SecretToken");
    }

    [Fact]
    public async Task Has_a_row_for_each_application_of_a_user()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n");
        var row = (await TableAsync(world, "a"))["value"]!.AsArray().ShouldHaveSingleItem()!;
        (row["application"]!.ToString(), row["verdict"]!.ToString(), row["expected"]!.ToString(), row["actual"]!.ToString(), row["inSync"]!.GetValue<bool>(), row["lastAction"]!.ToString())
            .ShouldBe(("Demo", "inSync", "inUse", "inUse", true, "create"));
        using var nobody = await world.Service.Http.GetAsync("/api/v1/users/nobody/provisioning");
        nobody.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static Task<JsonObject> TableAsync(PlanWorld world, string user) => world.Service.GetAsync($"/api/v1/users/{user}/provisioning");

    private static Task<JsonObject> ExplainAsync(PlanWorld world, string user) => world.Service.GetAsync($"/api/v1/jobs/{world.Service.JobId}/explain/{user}");

    private static async Task<string> VerdictAsync(PlanWorld world, string user) => (await ExplainAsync(world, user))["verdict"]!.ToString();

    private static IEnumerable<string> Statements(JsonObject why) => why["statements"]!.AsArray().Select(statement => statement!["text"]!.ToString());
}
