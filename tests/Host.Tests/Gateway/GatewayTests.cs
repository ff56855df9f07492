using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Tests.Gateway;

public sealed class GatewayTests
{
    [Fact]
    public async Task Answers_the_probe_with_an_empty_list()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();

        var (status, body, _) = await host.GetAsync("Users?filter=" + Uri.EscapeDataString($"PLACEHOLDER eq \"{Guid.NewGuid()}\""));

        status.ShouldBe(HttpStatusCode.OK);
        body!["totalResults"]!.GetValue<int>().ShouldBe(0);
        body["Resources"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Bearer wrong-token-wrong")]
    [InlineData("Basic MDEyMzQ1Njc4OWFiY2RlZg==")]
    [InlineData(null)]
    public async Task Refuses_a_wrong_token(string? authorization)
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        host.Client.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);

        foreach (var path in new[] { "Users", "Schemas", "ServiceProviderConfig", "Users/x" })
            (await host.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
        (await host.PostAsync(TestHost.User("a"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        host.Target.Count().ShouldBe(0);
    }

    [Fact]
    public async Task Knows_the_connection_by_its_exact_name_only()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();

        (await host.GetAsync(host.BaseUrl.Replace("_demo", "_Demo", StringComparison.Ordinal) + "/Users")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Describes_the_attributes_of_the_target()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();

        var schema = (await host.GetAsync("Schemas/" + TestHost.Urn)).Body!;
        var attributes = schema["attributes"]!.AsArray().ToDictionary(a => a!["name"]!.GetValue<string>(), a => a!.AsObject(), StringComparer.Ordinal);

        attributes["ContosoLogin"]["mutability"]!.GetValue<string>().ShouldBe("immutable");
        attributes["ContosoLogin"]["required"]!.GetValue<bool>().ShouldBeTrue();
        attributes["ContosoLogin"]["caseExact"]!.GetValue<bool>().ShouldBeFalse();
        attributes["ContosoLogin"]["uniqueness"]!.GetValue<string>().ShouldBe("server");
        attributes["InternalGUID"]["mutability"]!.GetValue<string>().ShouldBe("readOnly");
        attributes["IsActive"]["type"]!.GetValue<string>().ShouldBe("boolean");
        attributes["Manager"]["type"]!.GetValue<string>().ShouldBe("complex");
        (await host.GetAsync("ResourceTypes/User")).Body!["endpoint"]!.GetValue<string>().ShouldBe("/Users");
        (await host.GetAsync("ServiceProviderConfig")).Body!["etag"]!["supported"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Leaves_target_version_and_time_alone_when_a_patch_changes_nothing()
    {
        var connector = new FaultyConnector();
        await using var host = new TestHost();
        await host.StartReadyAsync(TestHost.With(connector));
        var created = (await host.PostAsync(TestHost.User("a", "\"Title\":\"T\",\"IsActive\":true"))).Body!;

        var (status, body, _) = await host.PatchAsync("a", TestHost.Replace("Title", "\"T\""));
        var other = await host.PatchAsync("a", TestHost.Replace("IsActive", "\"True\""));

        status.ShouldBe(HttpStatusCode.OK);
        JsonNode.DeepEquals(body, created).ShouldBeTrue();
        JsonNode.DeepEquals(other.Body, created).ShouldBeTrue(other.Body!.ToJsonString());
        connector.Batches.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"boss\"")]
    [InlineData("{\"value\":\"boss\"}")]
    [InlineData("[{\"value\":\"boss\"}]")]
    public async Task Takes_a_reference_in_each_form(string value)
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        await host.PostAsync(TestHost.User("boss"));

        var created = await host.PostAsync(TestHost.User("a", "\"Manager\":" + value));
        created.Body![TestHost.Urn]!["Manager"]!.ToJsonString().ShouldBe($$"""{"value":"boss","$ref":"{{host.BaseUrl}}/Users/boss"}""");
        host.Target.Query<string>("SELECT Manager FROM Employees WHERE ContosoLogin = 'a'").ShouldBe(["boss"]);

        var remove = TestHost.Replace("Manager", "null").Replace("Replace", "Remove", StringComparison.Ordinal).Replace(",\"value\":null", "", StringComparison.Ordinal);
        (await host.PatchAsync("a", remove)).Status.ShouldBe(HttpStatusCode.OK);
        (await host.PatchAsync("a", TestHost.Replace("Manager", value))).Body![TestHost.Urn]!["Manager"]!["value"]!.GetValue<string>().ShouldBe("boss");
    }

    [Fact]
    public async Task Replaces_a_user_and_clears_what_is_absent()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        var created = (await host.PostAsync(TestHost.User("a", "\"Title\":\"T\",\"FirstName\":\"F\",\"IsActive\":false"))).Body!;

        var (status, body, _) = await host.SendAsync(HttpMethod.Put, "Users/a", TestHost.User("A", "\"Title\":\"U\",\"IsActive\":false"));

        status.ShouldBe(HttpStatusCode.OK, body?.ToJsonString());
        body![TestHost.Urn]!["Title"]!.GetValue<string>().ShouldBe("U");
        body[TestHost.Urn]!["FirstName"].ShouldBeNull();
        body[TestHost.Urn]!["ContosoLogin"]!.GetValue<string>().ShouldBe("a");
        body[TestHost.Urn]!["InternalGUID"]!.GetValue<string>().ShouldBe(created[TestHost.Urn]!["InternalGUID"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("ContosoLogin", "\"other\"", "mutability")]
    [InlineData("InternalGUID", "\"x\"", "mutability")]
    [InlineData("IsActive", "\"perhaps\"", "invalidValue")]
    [InlineData("Nothing", "\"x\"", "invalidPath")]
    public async Task Refuses_a_patch_that_breaks_the_schema(string attribute, string value, string scimType)
    {
        var connector = new FaultyConnector();
        await using var host = new TestHost();
        await host.StartReadyAsync(TestHost.With(connector));
        await host.PostAsync(TestHost.User("a"));

        var (status, body, _) = await host.PatchAsync("a", TestHost.Replace(attribute, value));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body!["scimType"]!.GetValue<string>().ShouldBe(scimType, body.ToJsonString());
        connector.Batches.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refuses_a_user_without_key_and_one_with_an_unknown_attribute()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();

        var keyless = await host.PostAsync($$"""{"{{TestHost.Urn}}":{"Title":"T"} }""");
        keyless.Status.ShouldBe(HttpStatusCode.BadRequest);
        keyless.Body!["detail"]!.GetValue<string>().ShouldContain("'ContosoLogin' is required");
        var unknown = await host.PostAsync(TestHost.User("a", "\"Tilte\":\"T\""));
        unknown.Status.ShouldBe(HttpStatusCode.BadRequest);
        unknown.Body!["detail"]!.GetValue<string>().ShouldContain("is no attribute");
        host.Target.Count().ShouldBe(0);
    }

    [Fact]
    public async Task Honors_if_match_and_if_none_match()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        await host.PostAsync(TestHost.User("a"));

        var stale = await host.SendAsync(HttpMethod.Patch, "Users/a", TestHost.Replace("Title", "\"T\""), r => r.Headers.TryAddWithoutValidation("If-Match", "W/\"7\""));
        stale.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var fits = await host.SendAsync(HttpMethod.Patch, "Users/a", TestHost.Replace("Title", "\"T\""), r => r.Headers.TryAddWithoutValidation("If-Match", "W/\"1\""));
        fits.Status.ShouldBe(HttpStatusCode.OK);
        var same = await host.SendAsync(HttpMethod.Get, "Users/a", null, r => r.Headers.TryAddWithoutValidation("If-None-Match", "W/\"2\""));
        same.Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Pages_through_all_users_and_counts_them()
    {
        await using var host = new TestHost();
        host.Target.Fill(25);
        await host.StartReadyAsync();

        var seen = new List<string>();
        for (var start = 1; start <= 25; start += 10)
        {
            var page = (await host.GetAsync($"Users?startIndex={start}&count=10&attributes=id")).Body!;
            page["totalResults"]!.GetValue<int>().ShouldBe(25);
            seen.AddRange(page["Resources"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()));
        }

        seen.Order(StringComparer.Ordinal).ShouldBe(host.Target.Query<string>("SELECT ContosoLogin FROM Employees").Order(StringComparer.Ordinal));
        var totals = (await host.GetAsync("Users?count=0")).Body!;
        totals["totalResults"]!.GetValue<int>().ShouldBe(25);
        totals["Resources"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Department eq \"Dept3\"", 3)]
    [InlineData("Department eq \"dept3\"", 0)]
    [InlineData("Department eq \"Dept3\" and FirstName eq \"First13\"", 1)]
    [InlineData("FirstName sw \"First2\"", 7)]
    [InlineData("not (Department eq \"Dept3\")", 22)]
    [InlineData("id eq \"e7\"", 1)]
    [InlineData("id eq \"E7\"", 0)]
    [InlineData("Department eq \"Dept3\" or ContosoLogin eq \"E1\"", 4)]
    public async Task Filters_by_the_attributes_own_case_rule(string filter, int expected)
    {
        await using var host = new TestHost();
        host.Target.Fill(25);
        await host.StartReadyAsync();

        var body = (await host.GetAsync("Users?filter=" + Uri.EscapeDataString(filter))).Body!;

        body["totalResults"]!.GetValue<int>().ShouldBe(expected, body.ToJsonString());
    }

    [Fact]
    public async Task Asks_the_target_when_told_not_to_trust_the_cache()
    {
        await using var host = new TestHost();
        host.Target.Fill(3);
        await host.StartReadyAsync();
        host.Target.Execute("INSERT INTO Employees (ContosoLogin) VALUES ('new'); DELETE FROM Employees WHERE ContosoLogin = 'e1'; UPDATE Employees SET Title = 'X' WHERE ContosoLogin = 'e2'");

        (await host.GetAsync(TestHost.Filter("ContosoLogin", "new"))).Body!["totalResults"]!.GetValue<int>().ShouldBe(0);
        (await host.GetAsync(TestHost.Filter("ContosoLogin", "e1"))).Body!["totalResults"]!.GetValue<int>().ShouldBe(1);

        var found = await host.GetAsync(TestHost.Filter("ContosoLogin", "new"), noCache: true);
        found.Body!["totalResults"]!.GetValue<int>().ShouldBe(1);
        found.Response.Headers.Age.ShouldBeNull();
        (await host.GetAsync(TestHost.Filter("ContosoLogin", "e1"), noCache: true)).Body!["totalResults"]!.GetValue<int>().ShouldBe(0);
        (await host.GetAsync("Users/e2", noCache: true)).Body![TestHost.Urn]!["Title"]!.GetValue<string>().ShouldBe("X");

        (await host.GetAsync("Users/new")).Status.ShouldBe(HttpStatusCode.OK);
        (await host.GetAsync("Users/e1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.GetAsync("Users/e2")).Response.Headers.ETag!.ToString().ShouldBe("W/\"2\"");
    }

    [Fact]
    public async Task Refuses_a_key_that_the_target_has_and_then_knows_its_owner()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        host.Target.Execute("INSERT INTO Employees (ContosoLogin, Title) VALUES ('a', 'There before')");

        var (status, body, _) = await host.PostAsync(TestHost.User("a"));

        status.ShouldBe(HttpStatusCode.Conflict);
        body!["scimType"]!.GetValue<string>().ShouldBe("uniqueness");
        var found = (await host.GetAsync(TestHost.Filter("ContosoLogin", "a"))).Body!;
        found["Resources"]![0]![TestHost.Urn]!["Title"]!.GetValue<string>().ShouldBe("There before");
        (await host.PostAsync(TestHost.User("a"))).Status.ShouldBe(HttpStatusCode.Conflict);
        host.Target.Execute("DELETE FROM Employees");
        (await host.PostAsync(TestHost.User("a"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(ConnectorErrorKind.NotFound, 404)]
    [InlineData(ConnectorErrorKind.Conflict, 409)]
    [InlineData(ConnectorErrorKind.Precondition, 412)]
    [InlineData(ConnectorErrorKind.Invalid, 400)]
    [InlineData(ConnectorErrorKind.Unsupported, 501)]
    [InlineData(ConnectorErrorKind.Denied, 403)]
    [InlineData(ConnectorErrorKind.Busy, 503)]
    [InlineData(ConnectorErrorKind.Unreachable, 503)]
    [InlineData(ConnectorErrorKind.Timeout, 504)]
    [InlineData(ConnectorErrorKind.Internal, 500)]
    public void Maps_each_kind_of_error(ConnectorErrorKind kind, int status)
    {
        var error = Sutler.Host.Gateway.ErrorTable.Map(new ConnectorError(kind, "message") { TargetMessage = "secret words", MayHaveRun = true });

        error.Status.ShouldBe(status);
        error.Detail.ShouldBe("message");
        error.MayHaveRun.ShouldBeTrue();
        (error.RetryAfter is not null).ShouldBe(status == 503);
    }
}
