using System.Net;
using Sutler.Scim.Server;

namespace Sutler.Scim.Tests.Server;

public class ConditionalRequestTests
{
    private const string Patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"x"}]}""";

    [Theory]
    [InlineData("GET", "If-None-Match", "W/\"1\"", 304)]
    [InlineData("GET", "If-None-Match", "\"1\"", 304)]
    [InlineData("GET", "If-None-Match", "W/\"7\", W/\"1\"", 304)]
    [InlineData("GET", "If-None-Match", "*", 304)]
    [InlineData("GET", "If-None-Match", "W/\"2\"", 200)]
    [InlineData("HEAD", "If-None-Match", "W/\"1\"", 304)]
    [InlineData("HEAD", "If-None-Match", "W/\"2\"", 200)]
    [InlineData("PUT", "If-Match", "W/\"1\"", 200)]
    [InlineData("PUT", "If-Match", "*", 200)]
    [InlineData("PUT", "If-Match", "W/\"2\"", 412)]
    [InlineData("PATCH", "If-Match", "\"1\"", 200)]
    [InlineData("PATCH", "If-Match", "W/\"2\", W/\"3\"", 412)]
    [InlineData("DELETE", "If-Match", "W/\"2\"", 412)]
    [InlineData("DELETE", "If-Match", "W/\"2\",W/\"1\"", 204)]
    [InlineData("PUT", "If-None-Match", "*", 412)]
    [InlineData("PATCH", "If-None-Match", "W/\"1\"", 412)]
    [InlineData("PATCH", "If-None-Match", "W/\"2\"", 200)]
    [InlineData("DELETE", "If-None-Match", "*", 412)]
    public async Task Heeds_the_version(string method, string header, string value, int status)
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.CreateAsync("/Users", """{"userName":"a"}""");
        var body = method switch { "PUT" => """{"userName":"b"}""", "PATCH" => Patch, _ => null };

        var answer = await server.SendAsync(HttpMethod.Parse(method), "/Users/u1", body, headers: (header, value));

        ((int)answer.StatusCode).ShouldBe(status);
        if (status == 304)
        {
            answer.Headers.ETag!.ToString().ShouldBe("W/\"1\"");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Says_the_same_version_in_header_and_body()
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.CreateAsync("/Users", """{"userName":"a"}""");

        foreach (var (method, body) in new[] { (HttpMethod.Get, null), (HttpMethod.Patch, Patch), (HttpMethod.Put, """{"userName":"b"}"""), (HttpMethod.Get, null) })
        {
            var answer = await server.SendAsync(method, "/Users/u1", body);
            var text = await answer.Content.ReadAsStringAsync();
            System.Text.Json.Nodes.JsonNode.Parse(text)!["meta"]!["version"]!.GetValue<string>().ShouldBe(answer.Headers.ETag!.ToString());
        }
        var again = await server.SendAsync(HttpMethod.Patch, "/Users/u1", Patch);
        again = await server.SendAsync(HttpMethod.Patch, "/Users/u1", Patch);
        (again.StatusCode, again.Headers.ETag!.ToString()).ShouldBe((HttpStatusCode.NoContent, "W/\"4\""));
    }

    [Theory]
    [InlineData("W/\"a,b\"", "W/\"a,b\"", true)]
    [InlineData("W/\"x\", \"a,b\"", "W/\"a,b\"", true)]
    [InlineData("W/\"a\",b\"", "W/\"b\"", false)]
    [InlineData("3", "W/\"3\"", true)]
    [InlineData("", "W/\"3\"", false)]
    [InlineData(",,", "W/\"3\"", false)]
    public void Compares_tags(string header, string version, bool expected) => EntityTags.Matches(header, version).ShouldBe(expected);
}
