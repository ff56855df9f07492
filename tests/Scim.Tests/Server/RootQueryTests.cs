namespace Sutler.Scim.Tests.Server;

public class RootQueryTests
{
    [Theory]
    [InlineData("", "u1 u2 u3 g1 g2", 5)]
    [InlineData("startIndex=3&count=2", "u3 g1", 5)]
    [InlineData("startIndex=5", "g2", 5)]
    [InlineData("startIndex=6", "", 5)]
    [InlineData("count=0", "", 5)]
    [InlineData("filter=meta.resourceType%20eq%20%22Group%22", "g1 g2", 2)]
    [InlineData("filter=meta.resourceType%20eq%20%22User%22%20and%20title%20eq%20%22t2%22", "u2", 1)]
    [InlineData("filter=meta.resourceType%20eq%20%22None%22", "", 0)]
    [InlineData("filter=displayName%20sw%20%22user%22", "", 0)]
    [InlineData("filter=displayName%20eq%20%22two%22%20or%20userName%20eq%20%22user1%22", "u1 g2", 2)]
    [InlineData("filter=members%20eq%20%22u1%22", "g1", 1)]
    [InlineData("filter=PLACEHOLDER%20eq%20%22x%22", "", 0)]
    [InlineData("sortBy=id", "g1 g2 u1 u2 u3", 5)]
    [InlineData("sortBy=userName&sortOrder=descending&count=4", "g1 g2 u3 u2", 5)]
    [InlineData("sortBy=displayName&startIndex=2&count=2", "g2 u1", 5)]
    public async Task Lists_all_types_as_one(string query, string ids, int total)
    {
        await using var server = await StartAsync();

        var list = await server.GetAsync("/?" + query);

        PagingTests.Ids(list).ShouldBe(ids);
        list["totalResults"]!.GetValue<int>().ShouldBe(total);
    }

    [Fact]
    public async Task Searches_by_post_and_shows_each_type_the_attributes_it_has()
    {
        await using var server = await StartAsync();

        var list = await server.JsonAsync(HttpMethod.Post, "/.Search", """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["displayName","userName"],
            "filter":"userName sw \"user3\" or displayName sw \"on\"","startIndex":1,"count":10}
            """);

        list["Resources"]!.AsArray().Select(item => item!.ToJsonString()).ShouldBe(
        [
            $$"""{"schemas":["{{TestSchemas.UserUrn}}"],"userName":"user3","id":"u3"}""",
            $$"""{"schemas":["{{TestSchemas.GroupUrn}}"],"displayName":"one","id":"g1"}""",
        ]);
    }

    [Fact]
    public async Task Pages_by_cursor_through_all_types()
    {
        await using var server = await StartAsync();
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var list = await server.GetAsync($"/?count=2&cursor={cursor}");
            seen.Add(PagingTests.Ids(list));
            cursor = (string?)list["nextCursor"] ?? "";
        }
        while (cursor.Length > 0);

        string.Join('|', seen).ShouldBe("u1 u2|u3|g1 g2");
        (await server.GetAsync("/?cursor=Other~x", 400))["scimType"]!.GetValue<string>().ShouldBe("invalidCursor");
    }

    [Theory]
    [InlineData("/?filter=active%20gt%20true", "invalidFilter")]
    [InlineData("/?sortBy=userName&startIndex=20000", "tooMany")]
    public async Task Refuses(string path, string type)
    {
        await using var server = await StartAsync();

        (await server.GetAsync(path, 400))["scimType"]!.GetValue<string>().ShouldBe(type);
    }

    private static async Task<ScimTestServer> StartAsync()
    {
        var server = await PagingTests.StartAsync(3);
        await server.CreateAsync("/Groups", """{"displayName":"one","members":[{"value":"u1"}]}""");
        await server.CreateAsync("/Groups", """{"displayName":"two"}""");
        return server;
    }
}
