namespace Sutler.Scim.Tests.Server;

public class SortingTests
{
    private static readonly string[] _users =
    [
        """{"userName":"bob","title":"B","loginCount":10,"hired":"2020-01-01T12:00:00+02:00","tags":["b"],"active":true}""",
        """{"userName":"Alice","title":"a","loginCount":9,"hired":"2020-01-01T11:00:00Z","tags":["B"],"active":false}""",
        """{"userName":"carl","title":"b","emails":[{"value":"z@x"},{"value":"a@x","primary":true}],"name":{"familyName":"Z"}}""",
        """{"userName":"dora","emails":[{"value":"M@x"},{"value":"b@x"}],"name":{"familyName":"y"},"loginCount":100}""",
    ];

    [Theory]
    [InlineData("userName", "u2 u1 u3 u4", "u4 u3 u1 u2")]
    [InlineData("USERNAME", "u2 u1 u3 u4", "u4 u3 u1 u2")]
    [InlineData("title", "u2 u1 u3 u4", "u4 u1 u3 u2")]
    [InlineData("loginCount", "u2 u1 u4 u3", "u3 u4 u1 u2")]
    [InlineData("hired", "u1 u2 u3 u4", "u3 u4 u2 u1")]
    [InlineData("tags", "u2 u1 u3 u4", "u3 u4 u1 u2")]
    [InlineData("active", "u2 u1 u3 u4", "u3 u4 u1 u2")]
    [InlineData("emails", "u3 u4 u1 u2", "u1 u2 u4 u3")]
    [InlineData("emails.value", "u3 u4 u1 u2", "u1 u2 u4 u3")]
    [InlineData("name.familyName", "u4 u3 u1 u2", "u1 u2 u3 u4")]
    [InlineData("id", "u1 u2 u3 u4", "u4 u3 u2 u1")]
    [InlineData("meta.lastModified", "u1 u2 u3 u4", "u1 u2 u3 u4")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName", "u2 u1 u3 u4", "u4 u3 u1 u2")]
    [InlineData("department", "u1 u2 u3 u4", "u1 u2 u3 u4")]
    public async Task Sorts_by_schema(string sortBy, string ascending, string descending)
    {
        await using var server = await ScimTestServer.StartAsync();
        foreach (var user in _users)
            await server.CreateAsync("/Users", user);

        PagingTests.Ids(await server.GetAsync("/Users?sortBy=" + sortBy)).ShouldBe(ascending);
        PagingTests.Ids(await server.GetAsync($"/Users?sortBy={sortBy}&sortOrder=descending")).ShouldBe(descending);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("userName.x")]
    [InlineData("name")]
    [InlineData("password")]
    [InlineData("urn:x:userName")]
    public async Task Refuses_to_sort_by(string sortBy)
    {
        await using var server = await ScimTestServer.StartAsync();

        (await server.GetAsync("/Users?sortBy=" + sortBy, 400))["scimType"]!.GetValue<string>().ShouldBe("invalidValue");
        if (sortBy != "name")
            (await server.GetAsync("/?sortBy=" + sortBy, 400))["scimType"]!.GetValue<string>().ShouldBe("invalidValue");
    }
}
