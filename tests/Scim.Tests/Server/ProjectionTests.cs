using System.Text.Json.Nodes;
using Sutler.Scim.Tests.Patch;

namespace Sutler.Scim.Tests.Server;

public class ProjectionTests
{
    private const string E = TestSchemas.EnterpriseUrn;

    private const string Alice = $$$"""
        {"schemas":["{{{TestSchemas.UserUrn}}}","{{{E}}}"],"userName":"alice","password":"secret","badgeColor":"red","title":"Boss",
        "name":{"givenName":"A","familyName":"B"},"emails":[{"value":"a@x","type":"work"},{"value":"b@x"}],
        "{{{E}}}":{"employeeNumber":"7","department":"D","manager":{"value":"m"} } }
        """;

    private const string Both = $"""["{TestSchemas.UserUrn}","{E}"]""";
    private const string Main = $"""["{TestSchemas.UserUrn}"]""";

    public static TheoryData<string, string> Cases => new()
    {
        { "attributes=userName", $$"""{"schemas":{{Main}},"id":"u1","userName":"alice"}""" },
        { "attributes=USERNAME,%20nope,urn:x:y", $$"""{"schemas":{{Main}},"id":"u1","userName":"alice"}""" },
        { "attributes=nope", $$"""{"schemas":{{Main}},"id":"u1"}""" },
        { "attributes=password", $$"""{"schemas":{{Main}},"id":"u1"}""" },
        { "attributes=badgeColor", $$"""{"schemas":{{Main}},"id":"u1","badgeColor":"red"}""" },
        { "attributes=name.givenName", $$"""{"schemas":{{Main}},"id":"u1","name":{"givenName":"A"} }""" },
        { "attributes=name.givenName,name", $$"""{"schemas":{{Main}},"id":"u1","name":{"givenName":"A","familyName":"B"} }""" },
        { "attributes=emails.type", $$"""{"schemas":{{Main}},"id":"u1","emails":[{"type":"work"}]}""" },
        { "attributes=emails.display", $$"""{"schemas":{{Main}},"id":"u1"}""" },
        { $"attributes={TestSchemas.UserUrn}:title", $$"""{"schemas":{{Main}},"id":"u1","title":"Boss"}""" },
        { $"attributes={E}:department", $$$$"""{"schemas":{{{{Both}}}},"id":"u1","{{{{E}}}}":{"department":"D"} }""" },
        { "attributes=department", $$$$"""{"schemas":{{{{Both}}}},"id":"u1","{{{{E}}}}":{"department":"D"} }""" },
        { $"attributes={E.ToUpperInvariant()}:manager.value", $$$$"""{"schemas":{{{{Both}}}},"id":"u1","{{{{E}}}}":{"manager":{"value":"m"} } }""" },
        { $"attributes={E}", $$$$"""{"schemas":{{{{Both}}}},"id":"u1","{{{{E}}}}":{"employeeNumber":"7","department":"D","manager":{"value":"m"} } }""" },
        {
            $"excludedAttributes={E},meta,emails,name.givenName,userName.x,nope",
            $$"""{"schemas":{{Main}},"id":"u1","userName":"alice","title":"Boss","name":{"familyName":"B"} }"""
        },
        {
            $"excludedAttributes=id,schemas,meta,emails.value,name.givenName,name.familyName,{E}:department,{E}:manager.value",
            $$$$"""{"schemas":{{{{Both}}}},"id":"u1","userName":"alice","title":"Boss","emails":[{"type":"work"}],"{{{{E}}}}":{"employeeNumber":"7"} }"""
        },
        { $"excludedAttributes={TestSchemas.UserUrn},meta,{E}", $$"""{"schemas":{{Main}},"id":"u1"}""" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Returns_the_attributes_asked_for(string query, string expected)
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.CreateAsync("/Users", Alice);
        // A whole schema does not name the attributes that every resource has.
        var wanted = JsonNode.Parse(expected)!.AsObject();

        (await server.GetAsync("/Users/u1?" + query)).ShouldBeJson(wanted.ToJsonString());
        var listed = await server.GetAsync("/Users?filter=userName%20pr&" + query);
        listed["Resources"]!.AsArray().Single()!.AsObject().ShouldBeJson(wanted.ToJsonString());
    }

    [Fact]
    public async Task Returns_default_attributes_when_none_are_named()
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.CreateAsync("/Users", Alice);

        var user = await server.GetAsync("/Users/u1");

        user.ContainsKey("password").ShouldBeFalse();
        user.ContainsKey("badgeColor").ShouldBeFalse();
        user["meta"].ShouldNotBeNull();
        user[E]!["department"]!.GetValue<string>().ShouldBe("D");
    }

    [Theory]
    [InlineData("POST", "/Users?attributes=userName", Alice, """["schemas","id","userName"]""")]
    [InlineData("PUT", "/Users/u1?attributes=title", Alice, """["schemas","id","title"]""")]
    [InlineData("PUT", "/Users/u1?excludedAttributes=meta", """{"userName":"alice","title":"x"}""", """["schemas","id","userName","title"]""")]
    [InlineData("PATCH", "/Users/u1?attributes=nickName", """[{"op":"add","path":"nickName","value":"n"}]""", """["schemas","id","nickName"]""")]
    [InlineData(
        "PATCH",
        "/Users/u1?excludedAttributes=meta,name,emails,urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        """[{"op":"replace","path":"badgeColor","value":"blue"},{"op":"replace","value":{"password":"p"}}]""",
        """["schemas","id","userName","badgeColor","title"]""")]
    public async Task Shapes_the_answers_to_writes_too(string method, string path, string body, string members)
    {
        await using var server = await ScimTestServer.StartAsync();
        if (method != "POST")
            await server.CreateAsync("/Users", Alice);
        if (method == "PATCH")
            body = $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{{body}}}""";

        var answer = await server.JsonAsync(HttpMethod.Parse(method), path, body, method == "POST" ? 201 : 200);

        answer.Select(member => member.Key).Order(StringComparer.Ordinal)
            .ShouldBe(JsonNode.Parse(members)!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sends_stored_bytes_untouched_where_nothing_is_hidden()
    {
        var endpoint = new MemoryEndpoint();
        endpoint.Users.HoldsHidden = false;
        await using var server = await ScimTestServer.StartAsync(endpoint);
        await server.CreateAsync("/Users", Alice);

        var answer = await server.SendAsync(HttpMethod.Get, "/Users/u1");

        // The handler's promise is taken at its word.
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"password\":\"secret\"");
    }

    [Fact]
    public async Task Refuses_more_names_than_make_sense()
    {
        await using var server = await ScimTestServer.StartAsync();
        var names = string.Join(',', Enumerable.Range(0, 300).Select(i => $"a{i}"));

        (await server.GetAsync("/Users?attributes=" + names, 400))["scimType"]!.GetValue<string>().ShouldBe("invalidValue");
        (await server.JsonAsync(HttpMethod.Post, "/.search", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["{{names.Replace(",", "\",\"", StringComparison.Ordinal)}}"]}
            """, 400))["scimType"]!.GetValue<string>().ShouldBe("invalidValue");
    }
}
