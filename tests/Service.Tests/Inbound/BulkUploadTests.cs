using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Inbound;

/// <summary>API-driven inbound provisioning (S/IN-1 to S/IN-11).</summary>
public sealed class BulkUploadTests
{
    [Fact]
    public async Task Takes_in_the_public_sample_with_manager_extensions_and_two_spellings()
    {
        var sample = SharedData.Read("bulk-upload-sample.json").ToJsonString();
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        job.Id.ShouldStartWith("api2directory.");
        using (var answer = await job.PostAsync(sample))
        {
            ((int)answer.StatusCode).ShouldBe(202);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
            answer.Headers.Location!.ToString().ShouldContain("/v1.0/auditLogs/provisioning?$filter=");
            await job.ResultAsync(answer.Headers.GetValues("Operation-Location").Single());
        }

        var user = (await job.UserAsync("701984"))!;
        user["userPrincipalName"]!.ToString().ShouldBe("bjensen@example.com");
        user["surname"]!.ToString().ShouldBe("Jensen");
        user["mail"]!.ToString().ShouldBe("bjensen@example.com");
        user["city"]!.ToString().ShouldBe("Hollywood");
        user["department"]!.ToString().ShouldBe("Tour Operations");
        user["accountEnabled"]!.GetValue<bool>().ShouldBeTrue();
        user["managerEmployeeId"]!.ToString().ShouldBe("89607");
        user["manager"].ShouldBeNull();
        user["extension_sap_payGrade"]!.ToString().ShouldBe("Level-2");
        (await job.UserAsync("807609"))!["userPrincipalName"]!.ToString().ShouldBe("DoeJane");

        var log = (await service.GetAsync($"/v1.0/auditLogs/provisioning?$filter=jobId eq '{job.Id}'"))["value"]!.AsArray();
        log.Count.ShouldBe(3);
        log.ShouldAllBe(row => row!["provisioningAction"]!.ToString() == "create" && row["provisioningStatusInfo"]!["status"]!.ToString() == "success");
        var status = (await service.GetAsync(job.Path))["status"]!;
        status["code"]!.ToString().ShouldBe("Active");
        status["lastExecution"]!["countExported"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Decides_by_itself_to_create_update_disable_enable_or_leave_alone()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        (await job.TakeAsync(InboundJob.Record("1", new { active = true, title = "A" }))).ShouldBe(["create"]);
        (await job.TakeAsync(InboundJob.Record("1", new { active = true, title = "A" }))).ShouldBe(["none"]);
        (await job.TakeAsync(InboundJob.Record("1", new { title = "B" }), InboundJob.Record("1", new { active = false }))).ShouldBe(["update", "disable"]);
        var user = (await job.UserAsync("1"))!;
        user["jobTitle"]!.ToString().ShouldBe("B", "what the second record did not say is no statement (S/IN-7)");
        user["accountEnabled"]!.GetValue<bool>().ShouldBeFalse();
        (await job.TakeAsync(InboundJob.Record("1", new { active = true, title = (string?)null }))).ShouldBe(["enable"]);
        (await job.UserAsync("1"))!["jobTitle"]!.ToString().ShouldBe("B", "null is no statement either while the mapping's null policy is Skip");
    }

    [Fact]
    public async Task Sets_a_manager_who_comes_later()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        var enterprise = new Dictionary<string, object> { ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] = new { manager = new { value = "2" } } };
        await job.TakeAsync(InboundJob.Record("1", enterprise));
        (await job.UserAsync("1"))!["manager"].ShouldBeNull();
        await job.TakeAsync(InboundJob.Record("2", new { }));
        var manager = await job.UserAsync("2");
        (await job.UserAsync("1"))!["manager"]!["id"]!.ToString().ShouldBe(manager!["id"]!.ToString());
    }

    [Fact]
    public async Task Refuses_what_is_wrong_with_place_rule_and_remedy_and_takes_nothing_in()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        var good = InboundJob.Record("1", new { });
        async Task RefusedAsync(int status, string body, string says, string type = "application/scim+json")
        {
            using var answer = await job.PostAsync(body, type: type);
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).ShouldBe(status, text);
            JsonNode.Parse(text)!["error"]!["message"]!.ToString().ShouldContain(says);
        }

        string With(string operation) => $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{JsonSerializer.Serialize(new { method = "POST", path = "/Users", data = good })}},{{operation}}]}""";
        await RefusedAsync(400, InboundJob.Body(good), "application/scim+json", type: "application/json");
        await RefusedAsync(400, "{", "no valid JSON");
        await RefusedAsync(400, """{"Operations":[]}""", "schemas");
        await RefusedAsync(400, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[]}""", "at least one");
        await RefusedAsync(413, InboundJob.Body(Enumerable.Range(0, 51).Select(number => InboundJob.Record($"{number}", new { }))), "at most 50");
        await RefusedAsync(400, With("""{"method":"DELETE","bulkId":"x","path":"/Users/1"}"""), "Operations[1] (bulkId x): method must be POST");
        await RefusedAsync(400, With("""{"method":"POST","path":"/Groups","data":{}}"""), "path must be /Users");
        await RefusedAsync(400, With("""{"method":"POST","path":"/Users"}"""), "data is missing");
        await RefusedAsync(400, With("""{"method":"POST","path":"/Users","data":{"userName":"x"}}"""), "data.externalId");
        await RefusedAsync(400, With("""{"method":"POST","path":"/Users","data":{"externalId":"x","name":{"givenName":"a\u0000b"}}}"""), "data.name.givenName");
        await RefusedAsync(400, With("""{"method":"POST","path":"/Users","data":{"externalId":"x","title":"\ud800"}}"""), "data.title");
        await RefusedAsync(413, InboundJob.Body(InboundJob.Record("1", new { note = new string('x', 5 << 20) })), "larger than");
        (await service.GetAsync("/v1.0/users?$count=true"))["@odata.count"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_record_that_cannot_be_carried_out_holds_up_no_other()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        var taken = await job.TakeAsync(
            new { externalId = "1" },
            new { externalId = "2", userName = "same" },
            new { externalId = "3", userName = "SAME" },
            new { externalId = "4", userName = "four", active = "perhaps" },
            new { externalId = "5", userName = "five" });
        taken.ShouldBe(["failure MissingValues", "create", "failure DuplicateName", "failure InvalidValue", "create"]);
    }

    [Fact]
    public async Task The_same_key_with_the_same_body_is_the_same_operation_and_with_another_body_is_refused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        var body = InboundJob.Body(InboundJob.Record("1", new { }));
        var first = await job.SendAsync(body, "key-1");
        (await job.SendAsync(body, "key-1")).ShouldBe(first);
        (await job.ResultAsync(first))["operations"]!.AsArray().Count.ShouldBe(1);
        using var other = await job.PostAsync(InboundJob.Body(InboundJob.Record("2", new { })), "key-1");
        ((int)other.StatusCode).ShouldBe(409);
    }

    [Fact]
    public async Task Waits_while_paused_refuses_before_the_first_start_and_drops_what_waits_at_a_restart()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service, start: false);
        using (var early = await job.PostAsync(InboundJob.Body(InboundJob.Record("1", new { }))))
            ((int)early.StatusCode).ShouldBe(409);
        await job.CommandAsync("start");
        await job.CommandAsync("pause");
        var dropped = await job.SendAsync(InboundJob.Body(InboundJob.Record("1", new { })));
        (await job.ResultAsync(dropped, "running"))["counts"]!["staged"]!.GetValue<int>().ShouldBe(1);
        await job.CommandAsync("restart");
        (await job.ResultAsync(dropped))["operations"]![0]!["status"]!.ToString().ShouldBe("discarded");
        var kept = await job.SendAsync(InboundJob.Body(InboundJob.Record("2", new { })));
        await job.CommandAsync("start");
        (await job.ResultAsync(kept))["operations"]![0]!["action"]!.ToString().ShouldBe("create");
        (await job.UserAsync("1")).ShouldBeNull();
    }

    [Fact]
    public async Task Holds_a_load_that_would_take_too_many_out_of_use_until_it_is_accepted_and_lets_the_others_go_on()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        for (var from = 0; from < 150; from += 50)
            await job.TakeAsync(Enumerable.Range(from, 50).Select(number => InboundJob.Record($"{number}", new { active = true })));

        await job.CommandAsync("pause");
        var load = await job.SendAsync(InboundJob.Body(Enumerable.Range(0, 30).Select(number => InboundJob.Record($"{number}", new { active = false }))));
        var others = await job.SendAsync(InboundJob.Body([InboundJob.Record("100", new { active = true, title = "T" }), InboundJob.Record("5", new { active = true, title = "T" })]));
        await job.CommandAsync("start");
        (await job.ResultAsync(load, "held"))["counts"]!["held"]!.GetValue<int>().ShouldBe(30);
        var waiting = await job.ResultAsync(others, "running");
        waiting["operations"]![1]!["status"]!.ToString().ShouldBe("staged", "it waits behind the held record of the same user");
        (await job.UserAsync("0"))!["accountEnabled"]!.GetValue<bool>().ShouldBeTrue();
        (await service.GetAsync(job.Path))["state"]!["held"]!["removals"]!.GetValue<int>().ShouldBe(30);

        (await service.PostAsync($"/api/v1/inbound/jobs/{job.Id}/accept", new { }))["records"]!.GetValue<int>().ShouldBe(30);
        (await job.ResultAsync(load))["operations"]!.AsArray().ShouldAllBe(row => row!["action"]!.ToString() == "disable");
        (await job.ResultAsync(others))["operations"]![1]!["action"]!.ToString().ShouldBe("enable");
        (await service.GetAsync(job.Path))["state"]!["held"].ShouldBeNull();
    }

    [Fact]
    public async Task Follows_the_schema_of_the_job_with_null_policy_expressions_and_allowed_actions()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var job = await InboundJob.MakeAsync(service);
        var schema = await service.GetAsync(job.Path + "/schema");
        var mapping = schema["synchronizationRules"]![0]!["objectMappings"]![0]!.AsObject();
        var rows = mapping["attributeMappings"]!.AsArray().Select(row => row!.AsObject()).ToDictionary(row => row["targetAttributeName"]!.ToString());
        rows["jobTitle"]["nullPolicy"] = "Clear";
        rows["displayName"]["source"] = new JsonObject { ["type"] = "Function", ["expression"] = "Join(\" \", [name.givenName], [name.familyName])" };
        using (var put = await service.Http.PutAsync(job.Path + "/schema", new StringContent(schema.ToJsonString(), System.Text.Encoding.UTF8, "application/json")))
            ((int)put.StatusCode).ShouldBe(204, await put.Content.ReadAsStringAsync());

        await job.TakeAsync(InboundJob.Record("1", new { title = "A", name = new { givenName = "Ada", familyName = "Lovelace" } }));
        (await job.UserAsync("1"))!["displayName"]!.ToString().ShouldBe("Ada Lovelace");
        await job.TakeAsync(InboundJob.Record("1", new { name = new { givenName = "Ada", familyName = "King" } }));
        var user = (await job.UserAsync("1"))!;
        user["displayName"]!.ToString().ShouldBe("Ada King");
        user["jobTitle"].ShouldBeNull();

        mapping["flowTypes"] = "Update";
        using (var put = await service.Http.PutAsync(job.Path + "/schema", new StringContent(schema.ToJsonString(), System.Text.Encoding.UTF8, "application/json")))
            put.EnsureSuccessStatusCode();
        (await job.TakeAsync(InboundJob.Record("2", new { }), InboundJob.Record("1", new { title = "B" }))).ShouldBe(["skipped ActionNotAllowed", "update"]);

        rows["manager"] = new JsonObject();
        mapping["attributeMappings"]!.AsArray().Add(new JsonObject { ["targetAttributeName"] = "noSuchAttribute", ["source"] = new JsonObject { ["type"] = "Attribute", ["name"] = "title" } });
        using var refused = await service.Http.PutAsync(job.Path + "/schema", new StringContent(schema.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
        ((int)refused.StatusCode).ShouldBe(400);
    }
}
