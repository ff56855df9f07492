using System.Text;

namespace Sutler.Scim.Tests.Server;

public class MethodTests
{
    private const string PatchHead = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":""";

    [Theory]
    [InlineData("/Users/u1")]
    [InlineData("/Users")]
    [InlineData("/")]
    [InlineData("/Schemas")]
    [InlineData("/ServiceProviderConfig")]
    public async Task Answers_head_as_get_without_body(string path)
    {
        await using var server = await PagingTests.StartAsync(1);
        var get = await server.SendAsync(HttpMethod.Get, path);

        var head = await server.SendAsync(HttpMethod.Head, path);

        head.StatusCode.ShouldBe(get.StatusCode);
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("OPTIONS", "/Users", 204, "GET, HEAD, POST, OPTIONS")]
    [InlineData("OPTIONS", "/Users/u1", 204, "GET, HEAD, PUT, PATCH, DELETE, OPTIONS")]
    [InlineData("OPTIONS", "/Bulk", 204, "POST, OPTIONS")]
    [InlineData("OPTIONS", "/Schemas", 204, "GET, HEAD, OPTIONS")]
    [InlineData("DELETE", "/Users", 405, "GET, HEAD, POST, OPTIONS")]
    [InlineData("PURGE", "/Users/u1", 405, "GET, HEAD, PUT, PATCH, DELETE, OPTIONS")]
    [InlineData("PATCH", "/.search", 405, "POST, OPTIONS")]
    public async Task Names_the_methods_it_takes(string method, string path, int status, string allow)
    {
        await using var server = await PagingTests.StartAsync(1);

        var answer = await server.SendAsync(HttpMethod.Parse(method), path);

        ((int)answer.StatusCode).ShouldBe(status);
        string.Join(", ", answer.Content.Headers.Allow).ShouldBe(allow);
    }

    [Theory]
    [InlineData("/users/u1")]
    [InlineData("/USERS/u1/")]
    [InlineData("/schemas/URN:ietf:params:scim:schemas:core:2.0:user")]
    [InlineData("/resourcetypes/USER")]
    [InlineData("/SERVICEPROVIDERCONFIG/")]
    [InlineData("/Users?FILTER=USERNAME%20EQ%20%22USER1%22")]
    [InlineData("/Users?Attributes=URN:IETF:params:scim:schemas:core:2.0:USER:username")]
    public async Task Takes_names_in_any_case(string path)
    {
        await using var server = await PagingTests.StartAsync(1);

        await server.GetAsync(path);
    }

    [Fact]
    public async Task Refuses_what_is_over_a_limit()
    {
        await using var server = await PagingTests.StartAsync(1);
        var deep = new StringBuilder().Insert(0, "(", 60).Append("title pr").Append(')', 60);
        var operations = string.Join(',', Enumerable.Repeat("""{"op":"remove","path":"title"}""", 1001));

        (await server.GetAsync("/Users?filter=" + deep, 400))["scimType"]!.GetValue<string>().ShouldBe("invalidFilter");
        (await server.JsonAsync(HttpMethod.Patch, "/Users/u1", PatchHead + $"[{operations}]}}", 400))["scimType"]!.GetValue<string>().ShouldBe("invalidSyntax");
        (await server.JsonAsync(HttpMethod.Post, "/Users/.search", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"title eq \"{{new string('x', 11_000)}}\""}
            """, 400))["scimType"]!.GetValue<string>().ShouldBe("invalidFilter");
    }

    [Fact]
    public async Task Accepts_depth_up_to_the_limit()
    {
        await using var server = await PagingTests.StartAsync(1);
        foreach (var (levels, expected) in new[] { (60, "'x'"), (66, "levels") })
        {
            var body = $$"""{"userName":"d","x":{{string.Concat(Enumerable.Repeat("[", levels))}}1{{new string(']', levels)}}}""";
            var error = await server.JsonAsync(HttpMethod.Post, "/Users", body, 400);
            (error["scimType"]!.GetValue<string>(), error["detail"]!.GetValue<string>()).ShouldSatisfyAllConditions(
                pair => pair.Item1.ShouldBe("invalidSyntax"), pair => pair.Item2.ShouldContain(expected));
        }
    }
}
