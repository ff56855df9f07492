using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Service.OnDemand;
using Sutler.Service.Tests.Plans;
using Sutler.Testing;

namespace Sutler.Service.Tests.OnDemand;

/// <summary>S/OD-1 … S/OD-7.</summary>
public sealed partial class OnDemandTests
{
    [Fact]
    public async Task Answers_Graph_with_texts_of_JSON()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,ann,Boss,,S\n", run: false);
        var id = await world.IdAsync("ann");
        var created = await GraphAsync(world, id);
        created["key"]!.ToString().ShouldBe("""{"result":"Success","details":{}}""");
        Normal(created["value"]!.ToString(), id).ShouldBe("""
            {"action":"Create","changeId":"<change>","endTime":"<time>","modifiedProperties":[
            {"displayName":"<urn>:ContosoLogin","oldValue":null,"newValue":"ann"},
            {"displayName":"<urn>:AzureID","oldValue":null,"newValue":"<id>"},
            {"displayName":"<urn>:Title","oldValue":null,"newValue":"Boss"},
            {"displayName":"<urn>:Department","oldValue":null,"newValue":"S"},
            {"displayName":"<urn>:IsActive","oldValue":null,"newValue":"True"}],
            "provisioningSteps":[
            {"name":"EntryImport","type":"Import","status":"Success","description":"Retrieved User 'ann' from Directory","timestamp":"<time>","details":{"objectId":"<id>","accountEnabled":"True","department":"S","employeeId":"1","jobTitle":"Boss","userPrincipalName":"ann","IsSoftDeleted":"False"}},
            {"name":"EntryImport","type":"Matching","status":"Success","description":"No object of ecma2host matches 'ann'","timestamp":"<time>","details":{}},
            {"name":"EntrySynchronizationScoping","type":"Scoping","status":"Success","description":"Determine if User in scope by evaluating against each scoping filter","timestamp":"<time>","details":{"IsActive":"True","Assigned":"True","IsEffectivelyEntitledForProvisioning":"True","IsInProvisioningScope":"True","IsInProvisioningScopeDisplayName":"True","ScopeEvaluationResult":"{}"}},
            {"name":"EntryExportAdd","type":"Export","status":"Success","description":"User 'ann' was created in ecma2host","timestamp":"<time>","details":{"<urn>:ContosoLogin":"ann","<urn>:AzureID":"<id>","<urn>:Title":"Boss","<urn>:Department":"S","<urn>:IsActive":"True"}}],
            "reportableIdentifier":"ann","startTime":"<time>","statusInfo":{"status":"Success","errorCode":null,"reason":null,"additionalDetails":null,"errorCategory":null,"recommendedAction":null},
            "sourceIdentity":{"id":"<id>","type":"User","displayName":"ann","details":null},"sourceSystem":{"id":null,"name":"Directory","details":null},
            "targetIdentity":{"id":"t-1","type":"<urn>","displayName":null,"details":null},"targetSystem":{"id":null,"name":"ecma2host","details":null}}
            """.ReplaceLineEndings("").Replace(",            ", ",", StringComparison.Ordinal));

        var again = await GraphAsync(world, id);
        again["key"]!.ToString().ShouldBe("""{"result":"Skipped","details":{"errorCode":"RedundantExport","errorMessage":"The state of the object in both the source and target systems already match. No change currently needs to be made."}}""");
        var last = JsonNode.Parse(again["value"]!.ToString())!["provisioningSteps"]!.AsArray()[^1]!;
        (last["name"]!.ToString(), last["details"]!["SkipReason"]!.ToString()).ShouldBe(("EntrySynchronizationSkip", "RedundantExport"));
        world.Target.Count("POST").ShouldBe(1);
        (await world.Service.StateAsync())["cycle"].ShouldBeNull();
    }

    [Fact]
    public async Task Lets_five_through_in_ten_seconds()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,ann,Boss,,S\n", run: false);
        var id = await world.IdAsync("ann");
        for (var call = 0; call < OnDemandLimiter.Most; call++)
            await GraphAsync(world, id);
        using var refused = await world.Service.Http.PostAsJsonAsync(GraphPath(world), GraphBody(id));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"parameters":[{"ruleId":"other","subjects":[{"objectId":"1","objectTypeName":"User"}]}]}""")]
    [InlineData("""{"parameters":[{"ruleId":"user-outbound","subjects":[]}]}""")]
    [InlineData("""{"parameters":[{"ruleId":"user-outbound","subjects":[{"objectId":"1","objectTypeName":"Role"}]}]}""")]
    [InlineData("""{"parameters":[{"ruleId":"user-outbound","subjects":[{"objectId":"1","objectTypeName":"Group","links":{"members":[{"objectId":"1"},{"objectId":"2"},{"objectId":"3"},{"objectId":"4"},{"objectId":"5"},{"objectId":"6"}]}}]}]}""")]
    public async Task Refuses_what_Graph_refuses(string body)
    {
        await using var world = await PlanWorld.StartAsync("1,Active,ann,Boss,,S\n", run: false);
        using var answer = await world.Service.Http.PostAsJsonAsync(GraphPath(world), JsonNode.Parse(body));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Shows_what_would_be_and_writes_nothing()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n");
        await world.Service.CommandAsync("pause");
        var writes = world.Writes;
        (await ActionAsync(world, new { objectIds = new[] { "a" }, overrides = new { department = "Sales" } })).ShouldBe(("Update", "Sales"));
        (await ActionAsync(world, new { objectIds = new[] { "a" }, @as = "disabled" })).ShouldBe(("Disable", "False"));
        (await ActionAsync(world, new { objectIds = new[] { "a" }, @as = "purged" })).Action.ShouldBe("Delete");
        (await ActionAsync(world, new { search = "b" })).Action.ShouldBe("Other");
        var draft = await world.SchemaAsync();
        draft["synchronizationRules"]![0]!["objectMappings"]![0]!["scope"] = JsonNode.Parse(
            """{"groups":[{"name":"g","clauses":[{"operatorName":"EQUALS","sourceOperandName":"department","targetOperand":{"values":["Sales"]}}]}]}""");
        var answer = await RunAsync(world, new { objectIds = new[] { "a" }, schemaDraft = draft });
        answer["value"]![0]!["action"]!.ToString().ShouldBe("Disable");
        answer["value"]![0]!["provisioningSteps"]!.AsArray().First(step => step!["type"]!.ToString() == "Scoping")!["details"]!["ScopeEvaluationResult"]!.ToString().ShouldContain(":false");
        world.Writes.ShouldBe(writes);
        (await world.Service.GetAsync(answer["location"]!.ToString()))["value"]!.ToJsonString().ShouldBe(answer["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Writes_for_a_user_never_provisioned_while_the_job_is_paused()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n");
        await world.Service.CommandAsync("pause");
        await world.ImportAsync("1,Active,a,T,,S\n2,Active,b,T,,S\n3,Active,c,T,,S\n", settle: false);
        var answer = await RunAsync(world, new { objectIds = new[] { "b" }, preview = false });
        (answer["state"]!.ToString(), answer["value"]![0]!["action"]!.ToString()).ShouldBe(("done", "Create"));
        world.Users.ShouldBe(["a:true:T", "b:true:T"]);
        (await world.Service.LogAsync())[0]!["initiatedBy"]!["displayName"]!.ToString().ShouldBe("admin-token");
    }

    [Fact]
    public async Task Tells_that_the_target_is_not_reached()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        world.Target.Fault = static (_, _) => TargetFaultMode.Unauthorized;
        var result = (await RunAsync(world, new { objectIds = new[] { "a" }, preview = false }))["value"]![0]!;
        (result["statusInfo"]!["status"]!.ToString(), result["provisioningSteps"]![0]!["name"]!.ToString()).ShouldBe(("Failure", "TestConnection"));
        result["statusInfo"]!["reason"]!.ToString().ShouldContain("SecretToken");
    }

    [Fact]
    public async Task Shows_all_that_match_and_who_is_unknown()
    {
        await using var world = await PlanWorld.StartAsync("1,Active,a,T,,S\n", run: false);
        world.Target.Add(("ContosoLogin", "a"), ("Title", "x"));
        world.Target.Add(("ContosoLogin", "a"), ("Title", "y"));
        var results = (await RunAsync(world, new { objectIds = new[] { "a", "nobody" } }))["value"]!;
        results[0]!["statusInfo"]!["errorCode"]!.ToString().ShouldBe("DuplicateTargetEntries");
        results[0]!["provisioningSteps"]![1]!["details"]!.AsObject().Count(pair => pair.Key.EndsWith(":Title", StringComparison.Ordinal)).ShouldBe(2);
        results[1]!["statusInfo"]!["errorCode"]!.ToString().ShouldBe("ObjectNotFound");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"objectIds":["a"],"search":"a"}""")]
    [InlineData("""{"objectIds":["a"],"as":"rich"}""")]
    [InlineData("""{"objectIds":["a"],"preview":false,"as":"disabled"}""")]
    [InlineData("""{"objectIds":["a"],"overrides":{"noSuch":"x"}}""")]
    [InlineData("""{"search":"e"}""")]
    public async Task Refuses_what_cannot_be_meant(string body)
    {
        await using var world = await PlanWorld.StartAsync("1,Active,ae,T,,S\n2,Active,be,T,,S\n", run: false);
        using var answer = await world.Service.Http.PostAsJsonAsync($"/api/v1/jobs/{world.Service.JobId}/onDemand", JsonNode.Parse(body));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<JsonObject> RunAsync(PlanWorld world, object body) => world.Service.PostAsync($"/api/v1/jobs/{world.Service.JobId}/onDemand", body);

    private static async Task<(string Action, string? Value)> ActionAsync(PlanWorld world, object body)
    {
        var result = (await RunAsync(world, body))["value"]!.AsArray().ShouldHaveSingleItem()!;
        return (result["action"]!.ToString(), result["modifiedProperties"]!.AsArray().FirstOrDefault()?["newValue"]?.ToString());
    }

    private static string GraphPath(PlanWorld world) => $"/v1.0/servicePrincipals/{world.Service.ApplicationId}/synchronization/jobs/{world.Service.JobId}/provisionOnDemand";

    private static object GraphBody(string id) => new { parameters = new[] { new { ruleId = "user-outbound", subjects = new[] { new { objectId = id, objectTypeName = "User" } } } } };

    private static Task<JsonObject> GraphAsync(PlanWorld world, string id) => world.Service.PostAsync(GraphPath(world), GraphBody(id));

    private static string Normal(string value, string id) => Change().Replace(Time().Replace(value, "<time>"), "\"changeId\":\"<change>\"")
        .Replace(id, "<id>", StringComparison.Ordinal).Replace(BreakableTarget.Urn, "<urn>", StringComparison.Ordinal);

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+Z")]
    private static partial Regex Time();

    [GeneratedRegex("\"changeId\":\"[0-9a-f]{32}\"")]
    private static partial Regex Change();
}
