using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Tests.Server;

public class ScimEndpointRoutesTests
{
    private const string Alice = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"alice","active":"True"}""";
    private const string PatchTitle =
        """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"title","value":"Boss"}]}""";

    [Fact]
    public async Task Carries_a_resource_through_its_life()
    {
        await using var server = await ScimTestServer.StartAsync();

        var created = await server.SendAsync(HttpMethod.Post, "/Users", Alice);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Content.Headers.ContentType!.ToString().ShouldBe("application/scim+json");
        created.Headers.Location!.ToString().ShouldBe($"{server.BaseUri}/Users/u1");
        created.Headers.ETag!.ToString().ShouldBe("W/\"1\"");
        (await JsonAsync(created))["active"]!.GetValue<bool>().ShouldBeTrue();

        var read = await server.SendAsync(HttpMethod.Get, "/users/u1");
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        read.Content.Headers.ContentLength.ShouldNotBeNull();
        (await JsonAsync(read))["userName"]!.GetValue<string>().ShouldBe("alice");

        (await server.SendAsync(HttpMethod.Patch, "/Users/u1", PatchTitle)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Patch, "/Users/u1", PatchTitle)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var replaced = await server.SendAsync(HttpMethod.Put, "/Users/u1", """{"userName":"alice2"}""", "application/json; charset=utf-8");
        (await JsonAsync(replaced))["title"].ShouldBeNull();

        var deleted = await server.SendAsync(HttpMethod.Delete, "/Users/u1");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await deleted.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        deleted.Content.Headers.ContentType.ShouldBeNull();
        await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Get, "/Users/u1"), 404, null);
    }

    [Fact]
    public async Task Lists_by_filter_with_spaces_as_plus_or_percent_20()
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.SendAsync(HttpMethod.Post, "/Users", Alice);

        foreach (var filter in new[] { "userName+eq+%22ALICE%22", "userName%20eq%20%22ALICE%22" })
        {
            var list = await server.SendAsync(HttpMethod.Get, $"/Users?filter={filter}");
            list.Content.Headers.ContentType!.ToString().ShouldBe("application/scim+json");
            list.Content.Headers.ContentLength.ShouldNotBeNull();
            list.Headers.Age.ShouldBe(TimeSpan.FromSeconds(3));
            var body = await JsonAsync(list);
            body["schemas"]![0]!.GetValue<string>().ShouldBe("urn:ietf:params:scim:api:messages:2.0:ListResponse");
            (body["totalResults"]!.GetValue<int>(), body["startIndex"]!.GetValue<int>(), body["itemsPerPage"]!.GetValue<int>()).ShouldBe((1, 1, 1));
            body["Resources"]!.AsArray().Count.ShouldBe(1);
        }

        var none = await JsonAsync(await server.SendAsync(HttpMethod.Get, "/Users?filter=PLACEHOLDER%20eq%20%22x%22"));
        none["totalResults"]!.GetValue<int>().ShouldBe(0);
        none["Resources"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Hands_on_what_the_client_asks_for()
    {
        await using var server = await ScimTestServer.StartAsync();

        await server.SendAsync(
            HttpMethod.Get,
            "/Users?startIndex=0&count=-3&attributes=userName,%20name.givenName&sortBy=title&sortOrder=Descending&x=y",
            headers: [("Cache-Control", "max-age=0, no-cache"), ("If-None-Match", "W/\"7\"")]);

        var list = server.Endpoint.LastList!;
        list.BaseUrl.ShouldBe(server.BaseUri.ToString());
        (list.StartIndex, list.Count, list.Descending, list.NoCache, list.IfNoneMatch).ShouldBe((1, 0, true, true, "W/\"7\""));
        list.Attributes.ShouldBe([new AttributePath(null, "userName", null), new AttributePath(null, "name", "givenName")]);
        list.SortBy.ShouldBe(new AttributePath(null, "title", null));

        await server.SendAsync(HttpMethod.Get, "/Users/x%20y?excludedAttributes=members");
        server.Endpoint.LastRead!.ExcludedAttributes.ShouldBe([new AttributePath(null, "members", null)]);
        server.Endpoint.LastRead.NoCache.ShouldBeFalse();

        await server.SendAsync(HttpMethod.Delete, "/Users/u9", headers: ("If-Match", "W/\"3\""));
        server.Endpoint.LastWrite!.IfMatch.ShouldBe("W/\"3\"");
    }

    [Fact]
    public async Task Answers_search_by_post()
    {
        await using var server = await ScimTestServer.StartAsync();
        await server.SendAsync(HttpMethod.Post, "/Users", Alice);

        var found = await JsonAsync(await server.SendAsync(HttpMethod.Post, "/Users/.search", """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName eq \"alice\"","count":5,"attributes":["userName"]}
            """));

        found["totalResults"]!.GetValue<int>().ShouldBe(1);
        server.Endpoint.LastList!.Count.ShouldBe(5);
        await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Post, "/Users/.search", "{}"), 400, ScimErrorType.InvalidSyntax);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic the token")]
    public async Task Refuses_without_the_token(string authorization)
    {
        await using var server = await ScimTestServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Get, "/Users", headers: ("Authorization", authorization));

        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await ShouldRefuseAsync(answer, 401, null)).ShouldNotContain("wrong token");
        server.Endpoint.LastList.ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", "/Users?filter=userName%20eq", 400, ScimErrorType.InvalidFilter)]
    [InlineData("GET", "/Users?filter=active%20gt%20true", 400, ScimErrorType.InvalidFilter)]
    [InlineData("GET", "/Users?filter=a%20pr&filter=b%20pr", 400, ScimErrorType.InvalidValue)]
    [InlineData("GET", "/Users?count=many", 400, ScimErrorType.InvalidValue)]
    [InlineData("GET", "/Users?startIndex=1.5", 400, ScimErrorType.InvalidValue)]
    [InlineData("GET", "/Users?sortOrder=up", 400, ScimErrorType.InvalidValue)]
    [InlineData("GET", "/Users?attributes=a..b", 400, ScimErrorType.InvalidValue)]
    [InlineData("GET", "/Users?attributes=a&excludedAttributes=b", 400, ScimErrorType.InvalidValue)]
    [InlineData("GET", "/Users/none", 404, null)]
    [InlineData("GET", "/Users/a/b", 404, null)]
    [InlineData("GET", "/Nothing", 404, null)]
    [InlineData("GET", "/Schemas/urn:none", 404, null)]
    [InlineData("GET", "/ResourceTypes/None", 404, null)]
    [InlineData("GET", "/ServiceProviderConfig/x", 404, null)]
    [InlineData("GET", "/Schemas?filter=id%20pr", 403, null)]
    [InlineData("GET", "/ResourceTypes?filter=id%20pr", 403, null)]
    [InlineData("GET", "/Me", 501, null)]
    [InlineData("GET", "/Me/x", 501, null)]
    [InlineData("GET", "/Bulk", 405, null)]
    [InlineData("POST", "", 405, null)]
    [InlineData("GET", "/.search", 405, null)]
    [InlineData("PUT", "/Users/.search", 405, null)]
    [InlineData("GET", "/.search/x", 404, null)]
    [InlineData("GET", "/Bulk/x", 404, null)]
    [InlineData("PUT", "/Users", 405, null)]
    [InlineData("POST", "/Users/u1", 405, null)]
    [InlineData("DELETE", "/Schemas", 405, null)]
    public async Task Refuses_request(string method, string path, int status, string? type)
    {
        await using var server = await ScimTestServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Parse(method), path);

        await ShouldRefuseAsync(answer, status, type);
        (answer.Content.Headers.Allow.Count > 0).ShouldBe(status == 405);
    }

    [Theory]
    [InlineData("{", ScimErrorType.InvalidSyntax)]
    [InlineData("", ScimErrorType.InvalidSyntax)]
    [InlineData("[]", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"a":1} x""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"userName":"a","userName":"b"}""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"userName":"a","USERNAME":"b"}""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"userName":"\ud800"}""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"userName":"a","x\udc00":null}""", ScimErrorType.InvalidSyntax)]
    [InlineData("""{"userName":5}""", ScimErrorType.InvalidValue)]
    [InlineData("""{"title":"no name"}""", ScimErrorType.InvalidValue)]
    public async Task Refuses_bad_body(string body, string type)
    {
        await using var server = await ScimTestServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Post, "/Users", body);

        await ShouldRefuseAsync(answer, 400, type);
    }

    [Fact]
    public async Task Refuses_deep_large_and_foreign_bodies()
    {
        await using var server = await ScimTestServer.StartAsync();
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 70)) + "1" + new string('}', 70);
        var large = $$"""{"userName":"{{new string('x', 1 << 20)}}"}""";

        await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Post, "/Users", deep), 400, ScimErrorType.InvalidSyntax);
        await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Post, "/Users", large), 413, null);
        await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Post, "/Users", Alice, "text/plain"), 415, null);
        await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Post, "/Users", Alice, ""), 415, null);
    }

    [Fact]
    public async Task Keeps_the_connection_after_refusing_a_body()
    {
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        await using var server = await ScimTestServer.StartAsync(handler: handler);
        foreach (var body in new[] { "{", "[]", $$"""{"userName":"{{new string('x', 1 << 20)}}"}""", """{"userName":5}""" })
        {
            for (var i = 0; i < 20; i++)
                ((int)(await server.SendAsync(HttpMethod.Post, "/Users", body)).StatusCode).ShouldBeInRange(400, 413);
        }

        connections.ShouldBe(1);
    }

    [Fact]
    public async Task Refuses_large_body_without_announced_length()
    {
        await using var server = await ScimTestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.BaseUri + "/Users");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + MemoryEndpoint.Token);
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StringContent(new string(' ', (1 << 20) + 10), System.Text.Encoding.UTF8, "application/json");

        await ShouldRefuseAsync(await server.Http.SendAsync(request), 413, null);
    }

    [Fact]
    public async Task Answers_404_for_unknown_connection()
    {
        await using var server = await ScimTestServer.StartAsync();
        var other = server.BaseUri.ToString().Replace("demo", "other", StringComparison.Ordinal);

        await ShouldRefuseAsync(await server.Http.GetAsync(other + "/Users"), 404, null);
    }

    [Fact]
    public async Task Says_nothing_of_unexpected_failures()
    {
        await using var server = await ScimTestServer.StartAsync();
        server.Endpoint.Failure = new InvalidOperationException("the secret inner life");

        (await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Get, "/Users/u1"), 500, null)).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Says_when_to_try_again()
    {
        await using var server = await ScimTestServer.StartAsync();
        server.Endpoint.Failure = new ScimException(new ScimError(503, null, "The import is running.") { RetryAfter = TimeSpan.FromSeconds(7) });

        var answer = await server.SendAsync(HttpMethod.Get, "/Users/u1");

        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        await ShouldRefuseAsync(answer, 503, null);
    }

    [Fact]
    public async Task Refuses_patch_where_it_is_not_supported()
    {
        await using var server = await ScimTestServer.StartAsync(new MemoryEndpoint { Config = new() { Patch = false } });

        await ShouldRefuseAsync(await server.SendAsync(HttpMethod.Patch, "/Users/u1", PatchTitle), 501, null);
    }

    [Fact]
    public async Task Describes_itself()
    {
        await using var server = await ScimTestServer.StartAsync();

        var config = await JsonAsync(await server.SendAsync(HttpMethod.Get, "/serviceproviderconfig"));
        config["filter"]!["maxResults"]!.GetValue<int>().ShouldBe(200);
        config["authenticationSchemes"]![0]!["type"]!.GetValue<string>().ShouldBe("oauthbearertoken");
        config["meta"]!["location"]!.GetValue<string>().ShouldBe(server.BaseUri + "/ServiceProviderConfig");

        var types = await JsonAsync(await server.SendAsync(HttpMethod.Get, "/ResourceTypes"));
        types["Resources"]![0]!["schemaExtensions"]![0]!["schema"]!.GetValue<string>().ShouldBe(TestSchemas.EnterpriseUrn);
        (await JsonAsync(await server.SendAsync(HttpMethod.Get, "/ResourceTypes/user")))["endpoint"]!.GetValue<string>().ShouldBe("/Users");

        var schemas = await JsonAsync(await server.SendAsync(HttpMethod.Get, "/Schemas"));
        (schemas["totalResults"]!.GetValue<int>(), schemas["itemsPerPage"]!.GetValue<int>()).ShouldBe((3, 3));
        schemas.ToJsonString().ShouldNotContain("null");
        var user = await JsonAsync(await server.SendAsync(HttpMethod.Get, $"/Schemas/{TestSchemas.UserUrn.ToUpperInvariant()}"));
        user["id"]!.GetValue<string>().ShouldBe(TestSchemas.UserUrn);
        user["meta"]!["location"]!.GetValue<string>().ShouldBe($"{server.BaseUri}/Schemas/{TestSchemas.UserUrn}");
    }

    [Theory]
    [InlineData("rfc7643-8.7.1-schema-user", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")]
    [InlineData("rfc7643-8.6-resource_type-user", "/ResourceTypes/User")]
    [InlineData("rfc7643-8.5-service_provider_configuration", "/ServiceProviderConfig")]
    public async Task Uses_only_members_that_the_RFC_names(string figure, string path)
    {
        await using var server = await ScimTestServer.StartAsync();
        var known = new HashSet<string>(StringComparer.Ordinal)
        {
            "schemas", "resourceType", "location", "caseExact", "subAttributes", "referenceTypes", "canonicalValues",
            // RFC 9865 §4
            "pagination", "cursor", "index", "defaultPaginationMethod", "defaultPageSize", "maxPageSize",
        };
        Collect(JsonNode.Parse(SharedData.Read($"rfc/{figure}.json")), known);
        var used = new HashSet<string>(StringComparer.Ordinal);
        Collect(await JsonAsync(await server.SendAsync(HttpMethod.Get, path)), used);

        used.Except(known).ShouldBeEmpty();
    }

    private static void Collect(JsonNode? node, HashSet<string> names)
    {
        foreach (var item in node as JsonArray ?? [])
            Collect(item, names);
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            names.Add(name);
            Collect(value, names);
        }
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

    private static async Task<string> ShouldRefuseAsync(HttpResponseMessage answer, int status, string? type)
    {
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/scim+json");
        var body = await JsonAsync(answer);
        body["schemas"]![0]!.GetValue<string>().ShouldBe(ScimError.MessageUrn);
        body["status"]!.GetValue<string>().ShouldBe(status.ToString(CultureInfo.InvariantCulture));
        ((string?)body["scimType"]).ShouldBe(type);
        return body["detail"]!.GetValue<string>();
    }
}
