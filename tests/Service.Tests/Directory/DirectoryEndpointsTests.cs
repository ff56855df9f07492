using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Directory;

public sealed class DirectoryEndpointsTests
{
    [Fact]
    public async Task Keeps_users_in_the_shape_of_graph()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var made = await service.PostAsync("/v1.0/users", new { userPrincipalName = "Ada@x.y", displayName = "Ada", accountEnabled = true, proxyAddresses = new[] { "a", "b" }, extension_Color = "red" });
        var id = made["id"]!.ToString();
        (await service.GetAsync("/beta/users/ADA@X.Y"))["id"]!.ToString().ShouldBe(id);
        (await PatchAsync(service, id, """{"jobTitle":"Countess","displayName":null,"accountEnabled":false}""")).ShouldBe(HttpStatusCode.NoContent);
        var user = await service.GetAsync("/v1.0/users/" + id);
        (user["jobTitle"]!.ToString(), user.ContainsKey("displayName"), user["accountEnabled"]!.GetValue<bool>()).ShouldBe(("Countess", false, false));
        (await service.Http.DeleteAsync("/v1.0/users/" + id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Http.GetAsync("/v1.0/users/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.PostAsync($"/v1.0/directory/deletedItems/{id}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.GetAsync("/v1.0/users/" + id))["id"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task Pages_counts_and_filters()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync("WorkerID,UserID,Status\n" + string.Concat(Enumerable.Range(1, 25).Select(number => $"{number},u{number},{(number > 20 ? "Inactive" : "Active")}\n")));
        var names = new List<string>();
        var next = "/v1.0/users?$top=10&$count=true";
        while (next is not null)
        {
            var page = await service.GetAsync(next);
            page["@odata.count"]!.GetValue<int>().ShouldBe(25);
            names.AddRange(page["value"]!.AsArray().Select(user => user!["userPrincipalName"]!.ToString()));
            next = page["@odata.nextLink"]?.ToString();
        }

        names.Distinct().Count().ShouldBe(25);
        (await service.GetAsync("/v1.0/users?$filter=employeeId eq '7'"))["value"]!.AsArray().ShouldHaveSingleItem()!["userPrincipalName"]!.ToString().ShouldBe("u7");
        (await service.Http.GetStringAsync("/v1.0/users/$count?$filter=accountEnabled eq false")).ShouldBe("5");
    }

    [Theory]
    [InlineData("""{"displayName":"x"}""", HttpStatusCode.BadRequest, "userPrincipalName")]
    [InlineData("""{"userPrincipalName":"TAKEN"}""", HttpStatusCode.Conflict, "belongs to")]
    [InlineData("""{"userPrincipalName":"n","color":"red"}""", HttpStatusCode.BadRequest, "extension_")]
    [InlineData("""{"userPrincipalName":"n","accountEnabled":"yes"}""", HttpStatusCode.BadRequest, "true or false")]
    [InlineData("""{"userPrincipalName":"n","manager":"x"}""", HttpStatusCode.BadRequest, "$ref")]
    [InlineData("""{"userPrincipalName":{}}""", HttpStatusCode.BadRequest, "userPrincipalName")]
    [InlineData("""{"userPrincipalName":"n\u0000"}""", HttpStatusCode.BadRequest, "userPrincipalName must be text")]
    [InlineData("""{"userPrincipalName":"n","jobTitle":"x\ud83d"}""", HttpStatusCode.BadRequest, "jobTitle must be text")]
    [InlineData("""{"userPrincipalName":"n","proxyAddresses":["a","\ude00\ud83d"]}""", HttpStatusCode.BadRequest, "proxyAddresses must be text")]
    [InlineData("""{"userPrincipalName":"n","extension_\u0000":"x"}""", HttpStatusCode.BadRequest, "extension_")]
    [InlineData("""{"userPrincipalName":"n","extension_\ud83d":"x"}""", HttpStatusCode.BadRequest, "surrogate")]
    [InlineData("[]", HttpStatusCode.BadRequest, "")]
    [InlineData("{", HttpStatusCode.BadRequest, "")]
    public async Task Refuses_what_is_no_user_and_says_why(string body, HttpStatusCode status, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "taken" });
        using var answer = await service.Http.PostAsync("/v1.0/users", new StringContent(body, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString().ShouldContain(expected);
    }

    [Fact]
    public async Task Refuses_to_change_a_user_to_what_is_no_text_and_takes_whole_pairs()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "a" });
        (await PatchAsync(service, "a", """{"jobTitle":"x\u0000y"}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await PatchAsync(service, "a", """{"jobTitle":"\ud83d"}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await PatchAsync(service, "a", """{"jobTitle":"\ud83d\ude00"}""")).ShouldBe(HttpStatusCode.NoContent);
        (await service.GetAsync("/v1.0/users/a"))["jobTitle"]!.ToString().ShouldBe("\U0001F600");
    }

    [Fact]
    public async Task Sets_and_clears_a_manager()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var boss = (await service.PostAsync("/v1.0/users", new { userPrincipalName = "boss" }))["id"]!.ToString();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "a" });
        var reference = new Dictionary<string, string> { ["@odata.id"] = "https://graph.microsoft.com/v1.0/users/" + boss };
        (await service.Http.PutAsJsonAsync("/v1.0/users/a/manager/$ref", reference)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.GetAsync("/v1.0/users/a"))["manager"]!["id"]!.ToString().ShouldBe(boss);
        (await service.Http.DeleteAsync("/v1.0/users/a/manager/$ref")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.GetAsync("/v1.0/users/a")).ContainsKey("manager").ShouldBeFalse();
    }

    private static async Task<HttpStatusCode> PatchAsync(ServiceUnderTest service, string id, string body) =>
        (await service.Http.PatchAsync("/v1.0/users/" + id, new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode;
}
