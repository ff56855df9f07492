using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Directory.Groups;

public sealed class GroupEndpointsTests
{
    [Fact]
    public async Task Keeps_groups_in_the_shape_of_graph()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var made = await service.PostAsync("/v1.0/groups", new { displayName = "Sales", mailNickname = "sales", mailEnabled = false, securityEnabled = true, description = "All who sell", groupTypes = new[] { "Unified" } });
        var id = made["id"]!.ToString();
        made["createdDateTime"].ShouldNotBeNull();
        (await SendAsync(service, HttpMethod.Patch, "/v1.0/groups/" + id, new { displayName = "Sales EU", description = (string?)null })).ShouldBe(HttpStatusCode.NoContent);
        var group = await service.GetAsync("/beta/groups/" + id);
        (group["displayName"]!.ToString(), group.ContainsKey("description"), group["securityEnabled"]!.GetValue<bool>()).ShouldBe(("Sales EU", false, true));
        (await service.GetAsync("/v1.0/groups?$filter=securityEnabled eq true and startsWith(displayName,'sales') and groupTypes/any(c:c eq 'Unified')&$count=true"))["@odata.count"]!.GetValue<int>().ShouldBe(1);
        (await service.Http.GetStringAsync("/v1.0/groups/$count?$filter=mailNickname eq 'SALES'")).ShouldBe("1");
        (await service.GetAsync($"/v1.0/groups/{id}?$select=id,mailNickname")).Select(member => member.Key).ShouldBe(["id", "mailNickname"]);

        (await service.Http.DeleteAsync("/v1.0/groups/" + id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Http.GetAsync("/v1.0/groups/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.GetAsync("/v1.0/directory/deletedItems/microsoft.graph.group"))["value"]!.AsArray().ShouldHaveSingleItem()!["deletedDateTime"].ShouldNotBeNull();
        (await service.Http.PostAsync($"/v1.0/directory/deletedItems/{id}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.GetAsync("/v1.0/groups/" + id))["displayName"]!.ToString().ShouldBe("Sales EU");
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "displayName")]
    [InlineData("""{"displayName":"x","color":"red"}""", HttpStatusCode.BadRequest, "extension_")]
    [InlineData("""{"displayName":"x","securityEnabled":"yes"}""", HttpStatusCode.BadRequest, "true or false")]
    [InlineData("""{"displayName":"x","members":[]}""", HttpStatusCode.BadRequest, "$ref")]
    [InlineData("""{"displayName":"x","groupTypes":"Unified"}""", HttpStatusCode.BadRequest, "array of strings")]
    [InlineData("""{"displayName":"x","createdDateTime":"2026-01-01"}""", HttpStatusCode.BadRequest, "service alone")]
    [InlineData("""{"displayName":"x","members@odata.bind":["https://x/v1.0/users/7d9ecbd6-bd0d-4a0b-a4a4-000000000000"]}""", HttpStatusCode.NotFound, "Only what is in the directory")]
    [InlineData("""{"displayName":"x","members@odata.bind":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}""", HttpStatusCode.BadRequest, "at most 20")]
    public async Task Refuses_what_is_no_group_and_says_why(string body, HttpStatusCode status, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var answer = await service.Http.PostAsync("/v1.0/groups", new StringContent(body, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString().ShouldContain(expected);
        (await service.Http.GetStringAsync("/v1.0/groups/$count")).ShouldBe("0");
    }

    [Fact]
    public async Task Adds_lists_and_takes_out_members()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var users = new List<string>();
        for (var i = 0; i < 5; i++)
            users.Add((await service.PostAsync("/v1.0/users", new { userPrincipalName = $"u{i}", displayName = $"User {i}" }))["id"]!.ToString());
        var group = await NewGroupAsync(service, "g", users[0], users[1]);
        var inner = await NewGroupAsync(service, "inner");
        (await SendAsync(service, HttpMethod.Patch, "/v1.0/groups/" + group, Bind(users[1], users[2]))).ShouldBe(HttpStatusCode.NoContent);
        (await AddAsync(service, group, inner)).ShouldBe(HttpStatusCode.NoContent);
        (await AddAsync(service, group, inner)).ShouldBe(HttpStatusCode.BadRequest);
        (await AddAsync(service, group, group)).ShouldBe(HttpStatusCode.BadRequest);
        (await AddAsync(service, group, Guid.NewGuid().ToString())).ShouldBe(HttpStatusCode.NotFound);

        (await IdsAsync(service, $"/v1.0/groups/{group}/members?$top=2")).ShouldBe(new[] { users[0], users[1], users[2], inner }.Order(StringComparer.Ordinal));
        (await service.Http.GetStringAsync($"/v1.0/groups/{group}/members/$count")).ShouldBe("4");
        (await IdsAsync(service, $"/v1.0/groups/{group}/members/microsoft.graph.user?$filter=startsWith(displayName,'user 1')")).ShouldBe([users[1]]);
        (await IdsAsync(service, $"/v1.0/groups/{group}/members/microsoft.graph.group")).ShouldBe([inner]);
        (await IdsAsync(service, $"/v1.0/users/{users[0]}/memberOf")).ShouldBe([group]);

        (await service.Http.DeleteAsync($"/v1.0/groups/{group}/members/{users[0]}/$ref")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Http.DeleteAsync($"/v1.0/groups/{group}/members/{users[0]}/$ref")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await service.Http.DeleteAsync("/v1.0/users/" + users[1]);
        (await IdsAsync(service, $"/v1.0/groups/{group}/members")).ShouldBe(new[] { users[2], inner }.Order(StringComparer.Ordinal));
        await service.Http.PostAsync($"/v1.0/directory/deletedItems/{users[1]}/restore", null);
        (await service.Http.GetStringAsync($"/v1.0/groups/{group}/members/$count")).ShouldBe("3");
        await service.Http.DeleteAsync("/v1.0/users/" + users[1]);
        (await service.Http.DeleteAsync("/v1.0/directory/deletedItems/" + users[1])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Http.GetStringAsync($"/v1.0/groups/{group}/members/$count")).ShouldBe("2");
    }

    [Fact]
    public async Task Follows_groups_in_groups_also_in_a_circle()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var user = (await service.PostAsync("/v1.0/users", new { userPrincipalName = "u" }))["id"]!.ToString();
        var bottom = await NewGroupAsync(service, "bottom", user);
        var middle = await NewGroupAsync(service, "middle", bottom);
        var top = await NewGroupAsync(service, "top", middle);
        (await AddAsync(service, bottom, top)).ShouldBe(HttpStatusCode.NoContent);
        (await IdsAsync(service, $"/v1.0/groups/{top}/transitiveMembers?$top=1")).ShouldBe(new[] { user, bottom, middle }.Order(StringComparer.Ordinal));
        (await IdsAsync(service, $"/v1.0/groups/{top}/transitiveMembers/microsoft.graph.user")).ShouldBe([user]);
        (await IdsAsync(service, $"/v1.0/users/{user}/transitiveMemberOf")).ShouldBe(new[] { bottom, middle, top }.Order(StringComparer.Ordinal));
        (await service.Http.GetStringAsync($"/v1.0/users/{user}/transitiveMemberOf/$count")).ShouldBe("3");
        await service.Http.DeleteAsync("/v1.0/groups/" + middle);
        (await IdsAsync(service, $"/v1.0/groups/{top}/transitiveMembers")).ShouldBeEmpty();
        (await IdsAsync(service, $"/v1.0/users/{user}/transitiveMemberOf")).ShouldBe([bottom]);
    }

    private static async Task<string> NewGroupAsync(ServiceUnderTest service, string name, params string[] members)
    {
        var body = Bind(members);
        body["displayName"] = name;
        return (await service.PostAsync("/v1.0/groups", body))["id"]!.ToString();
    }

    private static Dictionary<string, object> Bind(params string[] members) =>
        new(StringComparer.Ordinal) { ["members@odata.bind"] = members.Select(id => "https://graph.microsoft.com/v1.0/directoryObjects/" + id).ToArray() };

    private static Task<HttpStatusCode> AddAsync(ServiceUnderTest service, string group, string member) => SendAsync(
        service, HttpMethod.Post, $"/v1.0/groups/{group}/members/$ref", new Dictionary<string, string>(StringComparer.Ordinal) { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects('{member}')" });

    private static async Task<HttpStatusCode> SendAsync(ServiceUnderTest service, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await service.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<List<string>> IdsAsync(ServiceUnderTest service, string path)
    {
        var ids = new List<string>();
        for (var next = path; next is not null;)
        {
            var page = await service.GetAsync(next);
            ids.AddRange(page["value"]!.AsArray().Select(item => item!["id"]!.ToString()));
            next = page["@odata.nextLink"]?.ToString();
        }

        return ids;
    }
}
