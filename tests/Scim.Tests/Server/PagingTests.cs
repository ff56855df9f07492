using System.Globalization;
using System.Text.Json.Nodes;

namespace Sutler.Scim.Tests.Server;

public class PagingTests
{
    [Theory]
    [InlineData("", 1, "u1 u2 u3 u4 u5")]
    [InlineData("startIndex=2&count=2", 2, "u2 u3")]
    [InlineData("startIndex=0&count=1", 1, "u1")]
    [InlineData("startIndex=-7&count=1", 1, "u1")]
    [InlineData("startIndex=5&count=9", 5, "u5")]
    [InlineData("startIndex=6", 6, "")]
    [InlineData("startIndex=99&count=2", 99, "")]
    [InlineData("count=0", 1, "")]
    [InlineData("count=-1", 1, "")]
    public async Task Pages_by_index(string query, int startIndex, string ids)
    {
        await using var server = await StartAsync(5);

        var list = await server.GetAsync("/Users?" + query);

        Ids(list).ShouldBe(ids);
        list["startIndex"]!.GetValue<int>().ShouldBe(startIndex);
        list["totalResults"]!.GetValue<int>().ShouldBe(5);
        list["itemsPerPage"]!.GetValue<int>().ShouldBe(list["Resources"]!.AsArray().Count);
        list.ContainsKey("nextCursor").ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "u1 u2|u3 u4|u5")]
    [InlineData("&sortBy=title&sortOrder=descending", "u5 u4|u3 u2|u1")]
    [InlineData("&sortBy=nickName", "u1 u2|u3 u4|u5")]
    [InlineData("&filter=title%20ge%20%22t3%22", "u3 u4|u5")]
    public async Task Pages_by_cursor_there_and_back(string query, string pages)
    {
        await using var server = await StartAsync(5);
        var (seen, cursor, list) = (new List<string>(), "", new JsonObject());
        var before = new List<string?>();
        while (seen.Count == 0 || cursor.Length > 0)
        {
            list = await server.GetAsync($"/Users?count=2&cursor={cursor}{query}");
            seen.Add(Ids(list));
            before.Add((string?)list["previousCursor"]);
            cursor = (string?)list["nextCursor"] ?? "";
            cursor.ShouldAllBe(character => char.IsAsciiLetterOrDigit(character) || character == '-' || character == '_');
            list.ContainsKey("startIndex").ShouldBeFalse();
        }

        string.Join('|', seen).ShouldBe(pages);
        before[0].ShouldBeNull();
        for (var i = seen.Count - 1; i > 0; i--)
            Ids(await server.GetAsync($"/Users?count=2&cursor={before[i]}{query}")).ShouldBe(seen[i - 1]);
    }

    [Fact]
    public async Task Cursor_neither_repeats_nor_skips_when_others_come_and_go()
    {
        await using var server = await StartAsync(6);
        var first = await server.GetAsync("/Users?count=3&cursor");
        Ids(first).ShouldBe("u1 u2 u3");

        foreach (var gone in new[] { "u1", "u3", "u4" })
            await server.SendAsync(HttpMethod.Delete, "/Users/" + gone);
        await server.CreateAsync("/Users", """{"userName":"late"}""");

        Ids(await server.GetAsync("/Users?count=9&cursor=" + first["nextCursor"])).ShouldBe("u5 u6 u7");
    }

    [Fact]
    public async Task Takes_cursors_in_search_requests()
    {
        await using var server = await StartAsync(3);
        const string Search = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":2,"sortBy":"userName","cursor":"CURSOR"}""";

        var first = await server.JsonAsync(HttpMethod.Post, "/Users/.search", Search.Replace("CURSOR", "", StringComparison.Ordinal));
        var next = Search.Replace("CURSOR", (string)first["nextCursor"]!, StringComparison.Ordinal);

        Ids(await server.JsonAsync(HttpMethod.Post, "/Users/.search", next)).ShouldBe("u3");
    }

    [Theory]
    [InlineData("cursor=x", "invalidCursor")]
    [InlineData("cursor=%00%22", "invalidCursor")]
    [InlineData("cursor=W10", "invalidCursor")]
    [InlineData("cursor=e30", "invalidCursor")]
    [InlineData("cursor=OTHER&filter=title%20pr", "invalidCursor")]
    [InlineData("cursor=OTHER&sortBy=title", "invalidCursor")]
    [InlineData("cursor=&count=0", "invalidCount")]
    [InlineData("cursor=&count=-1", "invalidCount")]
    [InlineData("cursor=&startIndex=2", "invalidValue")]
    public async Task Refuses_cursor(string query, string type)
    {
        await using var server = await StartAsync(3);
        var cursor = (string)(await server.GetAsync("/Users?count=1&cursor="))["nextCursor"]!;

        var error = await server.GetAsync("/Users?" + query.Replace("OTHER", cursor, StringComparison.Ordinal), 400);

        error["scimType"]!.GetValue<string>().ShouldBe(type);
    }

    [Fact]
    public async Task Says_how_it_pages()
    {
        await using var server = await StartAsync(0);

        (await server.GetAsync("/ServiceProviderConfig"))["pagination"]!.ToJsonString().ShouldBe(
            """{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":200,"maxPageSize":200}""");
    }

    internal static string Ids(JsonObject list) => string.Join(' ', list["Resources"]!.AsArray().Select(item => (string)item!["id"]!));

    internal static async Task<ScimTestServer> StartAsync(int users)
    {
        var server = await ScimTestServer.StartAsync();
        for (var i = 1; i <= users; i++)
            await server.CreateAsync("/Users", string.Create(CultureInfo.InvariantCulture, $$"""{"userName":"user{{i}}","title":"t{{i}}"}"""));
        return server;
    }
}
