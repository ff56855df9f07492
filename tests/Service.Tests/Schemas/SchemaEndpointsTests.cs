using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sutler.Service.Schemas;

namespace Sutler.Service.Tests.Schemas;

/// <summary>A job's schema over HTTP: what is sent is answered, every change is a version, and the way back is one call (S/GRAPH-1, S/GRAPH-2, S/GRAPH-12 … S/GRAPH-16, S/GRAPH-28, S/SCHEMA-5 … S/SCHEMA-7).</summary>
public sealed class SchemaEndpointsTests
{
    [Fact]
    public async Task Answers_what_was_put_with_everything_it_does_not_know()
    {
        await using var service = await StartAsync();
        var document = SchemaLintTests.Template("scim");
        document["x-ours"] = new JsonObject { ["né"] = "Zoë <&> \"'", ["n"] = JsonNode.Parse("1.50"), ["null"] = null };
        Row(document, 0)["exportMissingReferences"] = true;
        Row(document, 0)["metadata"] = new JsonArray(new JsonObject { ["key"] = "IsCustomerDefined", ["value"] = "True" });
        (await PutAsync(service, document)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var first = await service.Http.GetStringAsync(Path(service));
        var answered = JsonNode.Parse(first)!.AsObject();
        (answered["id"]!.ToString(), answered["version"]!.ToString()).ShouldBe((service.JobId, "2"));
        answered["id"] = document["id"]!.DeepClone();
        answered["version"] = document["version"]!.DeepClone();
        JsonNode.DeepEquals(answered, document).ShouldBeTrue();
        first.ShouldContain("1.50");

        // Sent again it is the same, to the byte, and no new version.
        using var again = await PutAsync(service, JsonNode.Parse(first)!.AsObject());
        again.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await service.Http.GetStringAsync(Path(service))).ShouldBe(first);
    }

    [Fact]
    public async Task Every_change_is_a_version_with_its_author_and_can_be_taken_back()
    {
        await using var service = await StartAsync();
        var document = await SchemaAsync(service);
        Row(document, 4)["nullPolicy"] = "clear";
        (await PutAsync(service, document, "?comment=clear%20titles")).EnsureSuccessStatusCode();
        var versions = (await service.GetAsync(Ours(service) + "/versions"))["value"]!.AsArray();
        versions.Select(version => (version!["version"]!.GetValue<long>(), version["origin"]!.ToString(), version["isCurrent"]!.GetValue<bool>())).ShouldBe([(2, "put", true), (1, "created", false)]);
        versions[0]!["comment"]!.ToString().ShouldBe("clear titles");
        versions[0]!["author"]!.ToString().ShouldBe("admin-token");
        versions[0]!["createdDateTime"]!.ToString().ShouldNotBeEmpty();

        var diff = await service.GetAsync(Ours(service) + "/diff?from=1&to=2");
        var difference = diff["differences"]!.AsArray().ShouldHaveSingleItem()!;
        (difference["kind"]!.ToString(), difference["what"]!.ToString(), difference["new"]!.ToString()).ShouldBe(("changed", "row", "clear"));
        difference["place"]!.ToString().ShouldEndWith("/nullPolicy");

        (await service.PostAsync(Ours(service) + "/rollback", new { version = 1 }))["version"]!.GetValue<long>().ShouldBe(3);
        (await service.GetAsync(Ours(service) + "/diff?from=1&to=3"))["differences"]!.AsArray().ShouldBeEmpty();
        (await service.GetAsync(Ours(service) + "/versions/2"))["version"]!.ToString().ShouldBe("2");
        (await service.Http.GetAsync(Ours(service) + "/versions/9")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.GetAsync(Ours(service) + "/diff?from=9")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Refuses_a_change_made_from_an_older_version()
    {
        await using var service = await StartAsync();
        using var get = await service.Http.GetAsync(Path(service));
        var tag = get.Headers.ETag!.Tag;
        var document = JsonNode.Parse(await get.Content.ReadAsStringAsync())!.AsObject();
        Row(document, 4)["nullPolicy"] = "clear";
        (await PutAsync(service, document, tag: tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Row(document, 4)["nullPolicy"] = "skip";
        (await PutAsync(service, document, tag: tag)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await PutAsync(service, document, tag: "*")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Of_many_changes_made_at_once_from_one_version_one_wins()
    {
        await using var service = await StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            var document = SchemaLintTests.Template("ecma2host");
            Row(document, 4)["defaultValue"] = $"title {number}";
            using var answer = await PutAsync(service, document, tag: "\"1\"");
            return answer.StatusCode;
        }));
        answers.Count(status => status is HttpStatusCode.NoContent).ShouldBe(1);
        answers.Count(status => status is HttpStatusCode.PreconditionFailed).ShouldBe(7);
        (await service.GetAsync(Ours(service) + "/versions"))["value"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Shows_what_a_change_would_be_without_making_it()
    {
        await using var service = await StartAsync();
        var document = await SchemaAsync(service);
        Row(document, 4)["source"]!["name"] = "shoeSize";
        using var answer = await PutAsync(service, document, "?whatIf=true");
        var shown = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        shown["differences"]!.AsArray().ShouldHaveSingleItem()!["what"]!.ToString().ShouldBe("row");
        shown["findings"]!.AsArray().Select(finding => finding!["code"]!.ToString()).ShouldContain("SourceUnknown");
        (await service.GetAsync(Ours(service) + "/versions"))["value"]!.AsArray().Count.ShouldBe(1);

        using var refused = await PutAsync(service, document);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("shoeSize");
        var lint = await service.PostAsync(Ours(service) + "/lint", document);
        lint["errors"]!.GetValue<int>().ShouldBe(1);
        using var current = await service.Http.PostAsync(Ours(service) + "/lint", null);
        JsonNode.Parse(await current.Content.ReadAsStringAsync())!["errors"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Delete_gives_the_default_of_the_template_back()
    {
        await using var service = await StartAsync();
        var document = await SchemaAsync(service);
        Row(document, 4)["nullPolicy"] = "clear";
        (await PutAsync(service, document)).EnsureSuccessStatusCode();
        (await service.Http.DeleteAsync(Path(service))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        SchemaDiff.Compare(SchemaLintTests.Template("ecma2host"), await SchemaAsync(service)).ShouldBeEmpty();

        // An application may have a form of the template of its own.
        var template = await service.GetAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/templates/ecma2host");
        template.Select(pair => pair.Key).ShouldBe(["id", "applicationId", "default", "description", "discoverable", "factoryTag", "metadata", "schema"]);
        Row(template["schema"]!.AsObject(), 4)["nullPolicy"] = "clear";
        using var content = Json(template);
        (await service.Http.PutAsync($"/v1.0/applications/{service.ApplicationId}/synchronization/templates/ecma2host", content)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Http.DeleteAsync(Path(service))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Row(await SchemaAsync(service), 4)["nullPolicy"]!.ToString().ShouldBe("clear");
    }

    [Fact]
    public async Task Lists_templates_operators_and_functions_in_the_shape_of_the_original()
    {
        await using var service = await StartAsync();
        var templates = (await service.GetAsync($"/beta/servicePrincipals/{service.ApplicationId}/synchronization/templates"))["value"]!.AsArray();
        templates.Select(template => template!["id"]!.ToString()).ShouldBe(["ecma2host", "scim", "api2directory"]);

        var operators = (await service.GetAsync(Path(service) + "/filterOperators"))["value"]!.AsArray();
        operators[0]!.ToJsonString().ShouldBe("""{"name":"EQUALS","arity":"Binary","multivaluedComparisonType":"All","supportedAttributeTypes":["String","Integer"]}""");
        var functions = (await service.GetAsync(Path(service) + "/functions()"))["value"]!.AsArray();
        functions.Single(function => function!["name"]!.ToString() == "Switch")!["parameters"]!.ToJsonString().ShouldBe(
            """[{"allowMultipleOccurrences":false,"name":"source","required":true,"type":"String"},{"allowMultipleOccurrences":false,"name":"defaultValue","required":false,"type":"String"},{"allowMultipleOccurrences":true,"name":"switchValue","required":true,"type":"String"}]""");
        functions.Count.ShouldBe(54);
    }

    [Fact]
    public async Task Parses_and_computes_an_expression_as_documented()
    {
        await using var service = await StartAsync();
        var body = new
        {
            expression = "Replace([preferredLanguage], \"-\", , , \"_\", , )",
            testInputObject = new { definition = (object?)null, properties = new object[] { new { key = "preferredLanguage", value = "EN-US" }, new { key = "appRoleAssignments", value = new[] { "Default Assignment" } } } },
            targetAttributeDefinition = (object?)null,
        };
        var answer = await service.PostAsync(Path(service) + "/parseExpression", body);
        JsonNode.DeepEquals(answer, JsonNode.Parse("""
            {"error":null,"evaluationSucceeded":true,"evaluationResult":["EN_US"],"parsedExpression":{"expression":"Replace([preferredLanguage], \"-\", , , \"_\", , )","name":"Replace","parameters":[
              {"key":"source","value":{"expression":"[preferredLanguage]","name":"preferredLanguage","parameters":[],"type":"Attribute"}},
              {"key":"Find","value":{"expression":"\"-\"","name":"-","parameters":[],"type":"Constant"}},
              {"key":"Replacement","value":{"expression":"\"_\"","name":"_","parameters":[],"type":"Constant"}}],"type":"Function"},"parsingSucceeded":true}
            """)).ShouldBeTrue(answer.ToJsonString());

        var failed = await service.PostAsync(Path(service) + "/parseExpression", new { expression = "Replace(" });
        (failed["parsingSucceeded"]!.GetValue<bool>(), failed["evaluationSucceeded"]!.GetValue<bool>(), failed["parsedExpression"]).ShouldBe((false, false, null));
        failed["error"]!["message"]!.ToString().ShouldContain("Character 9");
        var wrong = await service.PostAsync(Path(service) + "/parseExpression", new
        {
            expression = "[title]",
            testInputObject = new { properties = new[] { new { key = "title", value = "Clerk" } } },
            targetAttributeDefinition = new { name = "active", type = "Boolean" },
        });
        (wrong["parsingSucceeded"]!.GetValue<bool>(), wrong["evaluationSucceeded"]!.GetValue<bool>()).ShouldBe((true, false));
        wrong["error"]!["message"]!.ToString().ShouldContain("'Clerk' is no Boolean");
    }

    [Fact]
    public async Task Hands_nothing_out_as_the_originals_that_it_would_not_understand()
    {
        await using var service = await StartAsync();
        (await service.Http.GetAsync(Path(service) + "?compatible=true")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var document = await SchemaAsync(service);
        document["synchronizationRules"]![0]!["objectMappings"]![0]!["scope"] = JsonNode.Parse("""{"groups":[{"clauses":[{"operatorName":"EQUALS_CI","sourceOperandName":"department","targetOperand":{"values":["sales"]}}]}]}""");
        (await PutAsync(service, document)).EnsureSuccessStatusCode();
        using var refused = await service.Http.GetAsync(Path(service) + "?compatible=true");
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("EQUALS_CI");
    }

    [Fact]
    public async Task Writes_a_change_into_the_audit()
    {
        await using var service = await StartAsync();
        var document = await SchemaAsync(service);
        Row(document, 4)["nullPolicy"] = "clear";
        (await PutAsync(service, document)).EnsureSuccessStatusCode();
        var audit = await service.GetAsync("/v1.0/auditLogs/directoryAudits");
        audit["value"]!.AsArray().Select(entry => entry!["activityDisplayName"]!.ToString()).ShouldContain("Update attribute mappings or scope");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("null")]
    [InlineData("{\"synchronizationRules\":[1,null,{\"objectMappings\":[{\"attributeMappings\":[1]}]}]}")]
    [InlineData("{\"synchronizationRules\":{\"a\":1}}")]
    [InlineData("{\"synchronizationRules\":[{\"priority\":\"x\",\"objectMappings\":\"x\"}],\"directories\":7}")]
    public async Task Refuses_what_is_no_schema_with_a_message(string body)
    {
        await using var service = await StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await service.Http.PutAsync(Path(service), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<ServiceUnderTest> StartAsync()
    {
        var service = await ServiceUnderTest.StartAsync();
        await service.ConnectAsync(new Uri("http://127.0.0.1:9/scim"), start: false);
        return service;
    }

    private static string Path(ServiceUnderTest service) => $"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}/schema";

    private static string Ours(ServiceUnderTest service) => $"/api/v1/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}/schema";

    private static async Task<JsonObject> SchemaAsync(ServiceUnderTest service) => await service.GetAsync(Path(service));

    private static JsonObject Row(JsonObject document, int index) =>
        document["synchronizationRules"]![0]!["objectMappings"]![0]!["attributeMappings"]![index]!.AsObject();

    private static StringContent Json(JsonNode node) => new(node.ToJsonString(), Encoding.UTF8, "application/json");

    private static async Task<HttpResponseMessage> PutAsync(ServiceUnderTest service, JsonObject document, string query = "", string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Path(service) + query) { Content = Json(document) };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await service.Http.SendAsync(request);
    }
}
