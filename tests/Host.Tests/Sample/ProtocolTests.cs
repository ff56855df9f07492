using System.Net;

namespace Sutler.Host.Tests.Sample;

/// <summary>The protocol's wider parts over the sample with the whole core schema.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public async Task Runs_a_bulk_request_with_users_a_manager_and_groups_that_hold_each_other()
    {
        await using var host = new SampleHost();
        await host.StartAsync();

        var (status, body) = await host.SendAsync(HttpMethod.Post, "Bulk", """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
            {"method":"POST","path":"/Groups","bulkId":"a","data":{"displayName":"A","members":[{"value":"bulkId:b","type":"Group"},{"value":"bulkId:u","type":"User"}]}},
            {"method":"POST","path":"/Groups","bulkId":"b","data":{"displayName":"B","members":[{"value":"bulkId:a","type":"Group"}]}},
            {"method":"POST","path":"/Users","bulkId":"u","data":{"userName":"u","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:m"}}}},
            {"method":"POST","path":"/Users","bulkId":"m","data":{"userName":"m","password":"secret"}},
            {"method":"POST","path":"/Users","bulkId":"double","data":{"userName":"U"}}]}
            """);

        status.ShouldBe(HttpStatusCode.OK);
        var outcomes = body["Operations"]!.AsArray().Select(item => item!.AsObject()).ToList();
        outcomes.Select(outcome => (string)outcome["status"]!).ShouldBe(["201", "201", "201", "201", "409"], body.ToJsonString());
        outcomes[4]["response"]!["scimType"]!.GetValue<string>().ShouldBe("uniqueness");
        var ids = outcomes.Take(4).Select(outcome => ((string)outcome["location"]!).Split('/')[^1]).ToList();
        var group = (await host.SendAsync(HttpMethod.Get, "Groups/" + ids[0])).Body;
        group["members"]!.AsArray().Select(member => (string)member!["value"]!).ShouldBe([ids[1], ids[2]], ignoreOrder: true);
        group["meta"]!["version"]!.GetValue<string>().ShouldBe((string)outcomes[0]["version"]!);
        var user = (await host.SendAsync(HttpMethod.Get, "Users/" + ids[2])).Body;
        user["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]!["manager"]!["value"]!.GetValue<string>().ShouldBe(ids[3]);
        user["groups"]![0]!["value"]!.GetValue<string>().ShouldBe(ids[0]);
    }

    [Fact]
    public async Task Says_why_to_a_client_that_sends_ten_megabytes()
    {
        await using var host = new SampleHost();
        await host.StartAsync();

        var (status, body) = await host.SendAsync(HttpMethod.Post, "Users", $$"""{"userName":"{{new string('x', 10_000_000)}}"}""");

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ((string)body["status"]!).ShouldBe("413");
    }

    [Fact]
    public async Task Sorts_pages_and_shapes_lists()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        foreach (var (name, family) in new[] { ("c", "x"), ("A", "Y"), ("b", "z") })
            (await host.SendAsync(HttpMethod.Post, "Users", $$"""{"userName":"{{name}}","name":{"familyName":"{{family}}"},"title":"T"}""")).Status.ShouldBe(HttpStatusCode.Created);

        (await NamesAsync("sortBy=userName&attributes=userName")).ShouldBe("A b c");
        (await NamesAsync("sortBy=name.familyName&sortOrder=descending")).ShouldBe("b A c");
        (await NamesAsync("filter=title%20eq%20%22t%22&sortBy=userName&startIndex=2&count=1")).ShouldBe("b");

        var seen = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await host.SendAsync(HttpMethod.Get, $"Users?sortBy=userName&count=2&cursor={cursor}")).Body;
            seen.AddRange(page["Resources"]!.AsArray().Select(item => (string)item!["userName"]!));
            cursor = (string?)page["nextCursor"];
        }
        seen.ShouldBe(["A", "b", "c"]);

        async Task<string> NamesAsync(string query) =>
            string.Join(' ', (await host.SendAsync(HttpMethod.Get, "Users?" + query)).Body["Resources"]!.AsArray().Select(item => (string)item!["userName"]!));
    }

    [Fact]
    public async Task Pages_all_users_by_cursor_while_some_come_and_go()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
            ids.Add((string)(await host.SendAsync(HttpMethod.Post, "Users", $$"""{"userName":"n{{i}}"}""")).Body["id"]!);
        ids.Sort(StringComparer.Ordinal);

        var first = (await host.SendAsync(HttpMethod.Get, "Users?count=3&cursor=")).Body;
        await host.SendAsync(HttpMethod.Delete, "Users/" + ids[0]);
        await host.SendAsync(HttpMethod.Delete, "Users/" + ids[2]);
        await host.SendAsync(HttpMethod.Delete, "Users/" + ids[4]);
        var second = (await host.SendAsync(HttpMethod.Get, "Users?count=9&cursor=" + first["nextCursor"])).Body;

        second["Resources"]!.AsArray().Select(item => (string)item!["id"]!).ShouldBe([ids[3], ids[5], ids[6]]);
    }

    [Fact]
    public async Task Searches_over_users_and_groups()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        await host.SendAsync(HttpMethod.Post, "Users", """{"userName":"one","displayName":"smith"}""");
        await host.SendAsync(HttpMethod.Post, "Groups", """{"displayName":"Smiths"}""");

        var (status, body) = await host.SendAsync(HttpMethod.Post, ".search", """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["displayName","userName"],"filter":"displayName sw \"smith\"","startIndex":1,"count":10}
            """);

        status.ShouldBe(HttpStatusCode.OK);
        body["totalResults"]!.GetValue<int>().ShouldBe(2);
        body["Resources"]!.AsArray().Select(item => string.Join(' ', item!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)))
            .ShouldBe(["displayName id schemas userName", "displayName id schemas"]);
        var groups = (await host.SendAsync(HttpMethod.Get, "?filter=" + Uri.EscapeDataString("meta.resourceType eq \"Group\""))).Body;
        groups["totalResults"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Shapes_answers_to_writes_and_heeds_versions()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var made = await host.SendAsync(HttpMethod.Post, "Users?attributes=userName", """{"userName":"a","password":"secret","emails":[{"value":"a@b","type":"work"}]}""");
        made.Body.Select(member => member.Key).Order(StringComparer.Ordinal).ShouldBe(["id", "schemas", "userName"]);
        var id = (string)made.Body["id"]!;

        const string Patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"emails[type eq \"work\"].value","value":"a@b"}]}""";
        var same = await host.SendAsync(HttpMethod.Patch, $"Users/{id}?excludedAttributes=emails", Patch);
        (same.Body.ContainsKey("emails")).ShouldBeFalse();
        var user = (await host.SendAsync(HttpMethod.Get, "Users/" + id)).Body;
        user["meta"]!["version"]!.GetValue<string>().ShouldBe("W/\"1\"");
        user["meta"]!["lastModified"]!.GetValue<string>().ShouldBe((string)user["meta"]!["created"]!);
        user.ContainsKey("password").ShouldBeFalse();
        foreach (var path in new[] { "Users?filter=password%20eq%20%22secret%22", "Users?sortBy=password" })
            (await host.SendAsync(HttpMethod.Get, path)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Says_what_it_can_do()
    {
        await using var host = new SampleHost();
        await host.StartAsync();

        var config = (await host.SendAsync(HttpMethod.Get, "ServiceProviderConfig")).Body;

        foreach (var feature in new[] { "patch", "bulk", "filter", "sort", "etag", "changePassword" })
            config[feature]!["supported"]!.GetValue<bool>().ShouldBeTrue(feature);
        config["pagination"]!["cursor"]!.GetValue<bool>().ShouldBeTrue();
        (await host.SendAsync(HttpMethod.Get, "Me")).Status.ShouldBe(HttpStatusCode.NotImplemented);
    }
}
