using System.Globalization;
using System.Text.Json.Nodes;

namespace Sutler.Scim.Tests.Server;

public class BulkTests
{
    private const string E = TestSchemas.EnterpriseUrn;

    [Fact]
    public async Task Does_what_the_figure_of_temporary_identifiers_asks()
    {
        await using var server = await ScimTestServer.StartAsync();

        var outcomes = await SendAsync(server, Figure("rfc7644-3.7.2-bulk_request-temporary_identifier"));

        outcomes.Select(Summary).ShouldBe(["POST qwerty 201", "POST ytrewq 201"]);
        outcomes[0]["location"]!.GetValue<string>().ShouldBe($"{server.BaseUri}/Users/u1");
        outcomes[0]["version"]!.GetValue<string>().ShouldBe("W/\"1\"");
        outcomes[0].ContainsKey("response").ShouldBeFalse();
        (await server.GetAsync("/Groups/g1"))["members"]![0]!["value"]!.GetValue<string>().ShouldBe("u1");
    }

    [Fact]
    public async Task Resolves_references_in_extensions()
    {
        await using var server = await ScimTestServer.StartAsync();

        (await SendAsync(server, Figure("rfc7644-3.7.2-bulk_request-enterprise_user"))).Select(Summary).ShouldBe(["POST qwerty 201", "POST ytrewq 201"]);

        (await server.GetAsync("/Users/u2"))[E]!["manager"]!["value"]!.GetValue<string>().ShouldBe("u1");
    }

    [Fact]
    public async Task Makes_both_of_two_groups_that_hold_each_other()
    {
        await using var server = await ScimTestServer.StartAsync();

        var outcomes = await SendAsync(server, Figure("rfc7644-3.7.1-bulk_request-circular_conflict"));

        outcomes.Select(Summary).ShouldBe(["POST qwerty 201", "POST ytrewq 201"]);
        var (first, second) = (await server.GetAsync("/Groups/g1"), await server.GetAsync("/Groups/g2"));
        first["members"]![0]!["value"]!.GetValue<string>().ShouldBe("g2");
        second["members"]![0]!["value"]!.GetValue<string>().ShouldBe("g1");
        outcomes[0]["version"]!.GetValue<string>().ShouldBe((string)first["meta"]!["version"]!);
    }

    [Fact]
    public async Task Makes_resources_that_refer_to_themselves_and_in_rings_and_keeps_what_refers_to_nothing()
    {
        await using var server = await ScimTestServer.StartAsync();
        var known = await server.CreateAsync("/Users", """{"userName":"known"}""");

        var outcomes = await SendAsync(server, Request(
            Post("/Users", "self", $$$"""{"userName":"self","{{{E}}}":{"department":"d","manager":"bulkId:self"} }"""),
            Post("/Groups", "a", $$"""{"displayName":"a","members":[{"value":"{{known}}"},{"value":"bulkId:b"},{"value":"bulkId:self"}]}"""),
            Post("/Groups", "b", """{"displayName":"b","members":[{"value":"bulkId:c"}]}"""),
            Post("/Groups", "c", """{"displayName":"c","members":[{"value":"bulkId:a"}]}""")));

        outcomes.Select(Summary).ShouldBe(["POST self 201", "POST a 201", "POST b 201", "POST c 201"]);
        var self = Id(outcomes[0]);
        (await server.GetAsync("/Users/" + self))[E]!.AsObject().ToJsonString().ShouldBe($$$"""{"department":"d","manager":{"value":"{{{self}}}"}}""");
        Members(await server.GetAsync("/Groups/" + Id(outcomes[1]))).ShouldBe([known, self, Id(outcomes[2])], ignoreOrder: true);
        Members(await server.GetAsync("/Groups/" + Id(outcomes[2]))).ShouldBe([Id(outcomes[3])]);
        Members(await server.GetAsync("/Groups/" + Id(outcomes[3]))).ShouldBe([Id(outcomes[1])]);
    }

    [Fact]
    public async Task Waits_for_what_a_later_operation_makes_wherever_the_reference_stands()
    {
        await using var server = await ScimTestServer.StartAsync();

        var outcomes = await SendAsync(server, Request(
            """
            {"method":"patch","path":"/Groups/bulkId:g","data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations":[{"op":"remove","path":"members[value eq \"bulkId:u\"]"},{"op":"add","path":"members","value":[{"value":"bulkId:v"}]}]}}
            """,
            Post("/Groups", "g", """{"displayName":"g","members":[{"value":"bulkId:u","$ref":"../Users/bulkId:u"}]}"""),
            Post("/Users", "u", """{"userName":"u","title":"about bulkId:nothing"}"""),
            Post("/Users", "v", """{"userName":"v"}"""),
            """{"method":"PUT","path":"/Users/bulkId:v","data":{"userName":"w"}}"""));

        outcomes.Select(Summary).ShouldBe(["PATCH  200", "POST g 201", "POST u 201", "POST v 201", "PUT  200"]);
        Members(await server.GetAsync("/Groups/g1")).ShouldBe(["u2"]);
        (await server.GetAsync("/Users/u2"))["userName"]!.GetValue<string>().ShouldBe("w");
        (await server.GetAsync("/Users/u1"))["title"]!.GetValue<string>().ShouldBe("about bulkId:nothing");
    }

    [Fact]
    public async Task Runs_all_methods_with_their_versions()
    {
        await using var server = await PagingTests.StartAsync(3);

        var outcomes = await SendAsync(server, Request(
            Post("/Users", "new", """{"userName":"new"}"""),
            """{"method":"PUT","path":"/Users/u1","version":"W\/\"1\"","data":{"userName":"put"}}""",
            """{"method":"PATCH","path":"users/u2","version":"W\/\"9\"","data":[{"op":"replace","path":"title","value":"x"}]}""",
            """{"method":"PATCH","path":"/Users/u2","bulkId":"named","data":[{"op":"replace","path":"title","value":"t2"}]}""",
            """{"method":"DELETE","path":"/Users/u3","version":"W\/\"1\""}""",
            """{"method":"DELETE","path":"/Users/u3"}"""));

        outcomes.Select(Summary).ShouldBe(["POST new 201", "PUT  200", "PATCH  412", "PATCH named 204", "DELETE  204", "DELETE  404"]);
        outcomes[1]["location"]!.GetValue<string>().ShouldBe($"{server.BaseUri}/Users/u1");
        outcomes[1]["version"]!.GetValue<string>().ShouldBe("W/\"2\"");
        outcomes[2]["response"]!["status"]!.GetValue<string>().ShouldBe("412");
        outcomes[2]["response"]!["schemas"]![0]!.GetValue<string>().ShouldBe("urn:ietf:params:scim:api:messages:2.0:Error");
        outcomes[5]["location"]!.GetValue<string>().ShouldBe($"{server.BaseUri}/Users/u3");
    }

    [Theory]
    [InlineData("""{"path":"/Users","bulkId":"x","data":{}}""", "400 invalidSyntax")]
    [InlineData("""{"method":"GET","path":"/Users/u1"}""", "400 invalidSyntax")]
    [InlineData("""{"method":7,"path":"/Users/u1"}""", "400 invalidSyntax")]
    [InlineData("""7""", "400 invalidSyntax")]
    [InlineData("""{"method":"DELETE"}""", "400 invalidSyntax")]
    [InlineData("""{"method":"DELETE","path":"/Users"}""", "400 invalidSyntax")]
    [InlineData("""{"method":"DELETE","path":"/Nothing/1"}""", "400 invalidPath")]
    [InlineData("""{"method":"DELETE","path":"/Users/u1/x"}""", "400 invalidPath")]
    [InlineData("""{"method":"DELETE","path":"/Users/u1?x"}""", "400 invalidPath")]
    [InlineData("""{"method":"POST","path":"/Users/u1","bulkId":"x","data":{"userName":"x"}}""", "400 invalidSyntax")]
    [InlineData("""{"method":"POST","path":"/Users","data":{"userName":"x"}}""", "400 invalidSyntax")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"x"}""", "400 invalidSyntax")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"x","data":[]}""", "400 invalidSyntax")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"x","data":{"title":"nameless"}}""", "400 invalidValue")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"x","data":{"userName":"taken"}}""", "409 uniqueness")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"last","data":{"userName":"x"}}""", "400 invalidValue")]
    [InlineData("""{"method":"PATCH","path":"/Users/u1","data":{}}""", "400 invalidSyntax")]
    [InlineData("""{"method":"PATCH","path":"/Users/u1","data":[{"op":"replace","path":"members","value":"bulkId:none"}]}""", "409 ")]
    [InlineData("""{"method":"PATCH","path":"/Users/bulkId:none","data":[{"op":"replace","path":"title","value":"x"}]}""", "409 ")]
    public async Task Fails_alone_what_is_wrong(string operation, string expected)
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.CreateAsync("/Users", """{"userName":"taken"}""");

        var outcomes = await SendAsync(server, Request(Post("/Users", "last", """{"userName":"before"}"""), operation, Post("/Users", "next", """{"userName":"next"}""")));

        outcomes.Count.ShouldBe(3);
        (Summary(outcomes[0]), Summary(outcomes[2])).ShouldBe(("POST last 201", "POST next 201"));
        $"{outcomes[1]["status"]} {outcomes[1]["response"]!["scimType"]}".ShouldBe(expected);
    }

    [Fact]
    public async Task Tells_what_referred_to_something_that_failed()
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.CreateAsync("/Users", """{"userName":"taken"}""");

        var outcomes = await SendAsync(server, Request(
            Post("/Users", "u", """{"userName":"taken"}"""),
            Post("/Groups", "g", """{"displayName":"g","members":[{"value":"bulkId:u"}]}"""),
            """{"method":"DELETE","path":"/Groups/bulkId:g"}""",
            Post("/Groups", "a", """{"displayName":"a","members":[{"value":"bulkId:b"}]}"""),
            Post("/Groups", "b", """{"members":[{"value":"bulkId:a"}]}""")));

        outcomes.Select(Summary).ShouldBe(["POST u 409", "POST g 409", "DELETE  409", "POST a 409", "POST b 400"]);
        outcomes[3]["location"]!.GetValue<string>().ShouldEndWith("/Groups/g1");
        outcomes[3]["response"]!["detail"]!.GetValue<string>().ShouldContain("without its reference to 'bulkId:b'");
    }

    [Theory]
    [InlineData(0, "201 400 409 201 400")]
    [InlineData(1, "201 400")]
    [InlineData(2, "201 400 409")]
    [InlineData(3, "201 400 409 201 400")]
    [InlineData(4, "201 400 409 201 400")]
    public async Task Stops_after_so_many_errors(int failOnErrors, string statuses)
    {
        await using var server = await ScimTestServer.StartAsync();

        var outcomes = await SendAsync(server, Request(failOnErrors,
            Post("/Users", "a", """{"userName":"a"}"""),
            """{"method":"GET","path":"/Users"}""",
            Post("/Users", "b", """{"userName":"a"}"""),
            Post("/Users", "c", """{"userName":"c"}"""),
            """{"method":"DELETE","path":"/Users"}"""));

        string.Join(' ', outcomes.Select(outcome => (string)outcome["status"]!)).ShouldBe(statuses);
        server.Endpoint.Users.Count.ShouldBe(statuses.Split("201").Length - 1);
    }

    [Fact]
    public async Task Refuses_what_is_too_large_or_no_bulk_request()
    {
        await using var server = await ScimTestServer.StartAsync(
            new MemoryEndpoint { Config = new() { BulkMaxOperations = 2, BulkMaxPayloadSize = 2000 } });
        var post = Post("/Users", "a", """{"userName":"a"}""");

        (await server.JsonAsync(HttpMethod.Post, "/Bulk", Request(post, post, post), 413))["detail"]!.GetValue<string>()
            .ShouldBe("The number of bulk operations (3) exceeds the maxOperations (2).");
        (await server.JsonAsync(HttpMethod.Post, "/Bulk", new string(' ', 2001), 413))["detail"]!.GetValue<string>()
            .ShouldBe("The size of the bulk operation exceeds the maxPayloadSize (2000).");
        foreach (var body in new[] { "{}", Request(), "[]", """{"schemas":["x"],"Operations":[{}]}""", Request(post).Replace("\"Operations\"", "\"failOnErrors\":\"1\",\"Operations\"", StringComparison.Ordinal) })
            (await server.JsonAsync(HttpMethod.Post, "/Bulk", body, 400))["scimType"]!.GetValue<string>().ShouldBe("invalidSyntax");
        server.Endpoint.Users.Count.ShouldBe(0);
        await using var none = await ScimTestServer.StartAsync(new MemoryEndpoint { Config = new() });
        await none.JsonAsync(HttpMethod.Post, "/Bulk", Request(post), 501);
    }

    [Fact]
    public async Task Runs_together_only_what_cannot_get_in_each_others_way()
    {
        await using var server = await ScimTestServer.StartAsync();
        var posts = Enumerable.Range(0, 50).Select(i => Post("/Users", Name("b", i), $$"""{"userName":"{{Name("n", i % 40)}}"}""")).ToArray();

        var outcomes = await SendAsync(server, Request(posts));

        // Of two with one name the first wins, as if one had come after the other.
        outcomes.Select(outcome => (string)outcome["status"]!).ShouldBe([.. Enumerable.Repeat("201", 40), .. Enumerable.Repeat("409", 10)]);
        server.Endpoint.Users.MostAtOnce.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Lets_nothing_take_the_name_of_one_that_waits()
    {
        await using var server = await PagingTests.StartAsync(1);

        var outcomes = await SendAsync(server, Request(
            Post("/Groups", "g", """{"displayName":"g","members":[{"value":"bulkId:new"}]}"""),
            """{"method":"DELETE","path":"/Users/u1"}""",
            Post("/Users", "new", """{"userName":"user1"}"""),
            Post("/Users", "boss", $$$"""{"userName":"x","{{{E}}}":{"manager":{"value":"bulkId:last"}} }"""),
            Post("/Users", "rival", """{"userName":"X"}"""),
            Post("/Users", "last", """{"userName":"last"}"""),
            Post("/Users", "odd", $$$"""{"userName":"odd","{{{E}}}":{"manager":{"value":"bulkId:odder"}} }"""),
            Post("/Users", "odder", """{"userName":"ODD"}""")));

        outcomes.Select(Summary).ShouldBe(
            ["POST g 201", "DELETE  204", "POST new 201", "POST boss 201", "POST rival 409", "POST last 201", "POST odd 409", "POST odder 201"]);
    }

    [Fact]
    public async Task Keeps_the_order_of_writes()
    {
        await using var server = await PagingTests.StartAsync(1);
        var patches = Enumerable.Range(0, 40).Select(i =>
            $$"""{"method":"PATCH","path":"/Users/u1","data":[{"op":"replace","path":"title","value":"{{Name("t", i)}}"}]}""").ToList();
        patches.Add("""{"method":"DELETE","path":"/Users/u1"}""");
        patches.Add(Post("/Users", "again", """{"userName":"user1"}"""));

        var outcomes = await SendAsync(server, Request([.. patches]));

        outcomes.Take(40).Select(outcome => (string)outcome["version"]!).ShouldBe(Enumerable.Range(2, 40).Select(i => $"W/\"{i}\""));
        outcomes.Skip(40).Select(Summary).ShouldBe(["DELETE  204", "POST again 201"]);
        server.Endpoint.Users.MostAtOnce.ShouldBe(1);
    }

    private static string Figure(string name) => SharedData.Read($"rfc/{name}.json");

    private static string Name(string prefix, int i) => prefix + i.ToString(CultureInfo.InvariantCulture);

    private static string Post(string path, string bulkId, string data) => $$"""{"method":"POST","path":"{{path}}","bulkId":"{{bulkId}}","data":{{data}}}""";

    private static string Request(params string[] operations) => Request(0, operations);

    private static string Request(int failOnErrors, params string[] operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],{{(failOnErrors > 0 ? $"\"failOnErrors\":{failOnErrors}," : "")}}"Operations":[{{string.Join(',', operations)}}]}""";

    private static async Task<List<JsonObject>> SendAsync(ScimTestServer server, string body)
    {
        var answer = await server.JsonAsync(HttpMethod.Post, "/Bulk", body);
        answer["schemas"]![0]!.GetValue<string>().ShouldBe("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
        return [.. answer["Operations"]!.AsArray().Select(item => item!.AsObject())];
    }

    private static string Summary(JsonObject outcome) => $"{outcome["method"]} {outcome["bulkId"]} {outcome["status"]}";

    private static string Id(JsonObject outcome) => ((string)outcome["location"]!).Split('/')[^1];

    private static IEnumerable<string> Members(JsonObject group) => group["members"]!.AsArray().Select(member => (string)member!["value"]!);
}
