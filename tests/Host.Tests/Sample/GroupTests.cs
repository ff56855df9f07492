using System.Net;
using Dapper;

namespace Sutler.Host.Tests.Sample;

public sealed class GroupTests
{
    [Fact]
    public async Task Shows_a_user_the_groups_it_is_in_at_once()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");
        var team = await host.CreateAsync("Groups", $$"""{"displayName":"Team","members":[{"value":"{{ann}}"}]}""");

        var groups = (await host.GetAsync($"Users/{ann}"))["groups"]!.AsArray();
        groups.Single()!.ToJsonString().ShouldBe($$"""{"value":"{{team}}","$ref":"{{host.Client.BaseAddress}}Groups/{{team}}","display":"Team","type":"direct"}""");
        (await host.GetAsync($"Users?filter=groups.value%20eq%20%22{team}%22"))["totalResults"]!.GetValue<int>().ShouldBe(1);

        await host.PatchAsync($"Groups/{team}", $$"""{"op":"Remove","path":"members","value":[{"value":"{{ann}}"}]}""");
        (await host.GetAsync($"Users/{ann}")).ShouldNotContainKey("groups");
    }

    [Fact]
    public async Task Refers_by_addresses_that_answer_and_can_be_filtered_and_sent_back()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");
        var bob = await host.CreateAsync("Users", $$$"""{"userName":"bob","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"{{{ann}}}"}} }""");
        var inner = await host.CreateAsync("Groups", """{"displayName":"Inner"}""");
        var team = await host.CreateAsync("Groups", $$"""{"displayName":"Team","members":[{"value":"{{ann}}"},{"value":"{{bob}}"},{"value":"{{inner}}"}]}""");

        var group = await host.GetAsync($"Groups/{team}");
        var user = await host.GetAsync($"Users/{bob}");

        group["members"]!.AsArray().Select(m => (string)m!["$ref"]!).ShouldBe([Address("Users", ann), Address("Users", bob), Address("Groups", inner)], ignoreOrder: true);
        ((string)user["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]!["manager"]!["$ref"]!).ShouldBe(Address("Users", ann));
        ((int)(await host.GetAsync($"Groups?filter=members.$ref%20eq%20%22{Address("Users", bob)}%22"))["totalResults"]!).ShouldBe(1);
        foreach (var (path, resource) in new[] { ($"Groups/{team}", group), ($"Users/{bob}", user) })
        {
            (await host.SendAsync(HttpMethod.Put, path, resource.ToJsonString())).Body.ToJsonString().ShouldBe(resource.ToJsonString());
            (await host.PatchAsync(path, $$"""{"op":"replace","value":{{resource.ToJsonString()}}}""")).Body.ToJsonString().ShouldBe(resource.ToJsonString());
        }

        string Address(string endpoint, string id) => $"{host.Client.BaseAddress}{endpoint}/{id}";
    }

    [Theory]
    [InlineData("{\"value\":\"ID\",\"type\":\"Group\"}")]
    [InlineData("{\"value\":\"ID\",\"type\":\"Device\"}")]
    [InlineData("{\"$ref\":\"../Users/ID\"}")]
    [InlineData("{\"$ref\":\"https://other.example/scim/Users/ID\",\"type\":\"User\"}")]
    public async Task Takes_a_member_for_what_it_is_whatever_the_client_says_it_were(string member)
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");
        var team = await host.CreateAsync("Groups", """{"displayName":"Team"}""");

        var (status, body) = await host.PatchAsync($"Groups/{team}", $$"""{"op":"add","path":"members","value":[{{member.Replace("ID", ann, StringComparison.Ordinal)}}]}""");

        status.ShouldBe(HttpStatusCode.OK);
        body["members"]!.ToJsonString().ShouldBe($$"""[{"value":"{{ann}}","$ref":"{{host.Client.BaseAddress}}Users/{{ann}}","type":"User"}]""");
        ((string)(await host.GetAsync($"Users/{ann}"))["groups"]![0]!["value"]!).ShouldBe(team);
    }

    [Fact]
    public async Task A_user_that_joins_a_group_has_another_version()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");
        var alone = (await host.GetAsync($"Users/{ann}"))["meta"]!["version"]!.GetValue<string>();
        var team = await host.CreateAsync("Groups", $$"""{"displayName":"Team","members":[{"value":"{{ann}}"}]}""");

        (await ReadAsync(alone)).ShouldBe(HttpStatusCode.OK);
        var together = (await host.GetAsync($"Users/{ann}"))["meta"]!["version"]!.GetValue<string>();
        (await ReadAsync(together)).ShouldBe(HttpStatusCode.NotModified);
        await host.PatchAsync($"Groups/{team}", """{"op":"replace","path":"displayName","value":"Crew"}""");
        (await ReadAsync(together)).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> ReadAsync(string version)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"Users/{ann}");
            request.Headers.TryAddWithoutValidation("If-None-Match", version);
            using var response = await host.Client.SendAsync(request);
            if (response.IsSuccessStatusCode)
                response.Headers.ETag!.ToString().ShouldBe((await host.GetAsync($"Users/{ann}"))["meta"]!["version"]!.GetValue<string>());
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_leaver_is_in_no_group_from_then_on()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");
        var bob = await host.CreateAsync("Users", $$$"""{"userName":"bob","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"{{{ann}}}"}} }""");
        var team = await host.CreateAsync("Groups", $$"""{"displayName":"Team","members":[{"value":"{{ann}}"},{"value":"{{bob}}"}]}""");

        (await host.SendAsync(HttpMethod.Delete, $"Users/{ann}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await host.GetAsync($"Groups/{team}"))["members"]!.AsArray().Select(m => m!["value"]!.GetValue<string>()).ShouldBe([bob]);
        (await host.GetAsync($"Users/{bob}")).ShouldNotContainKey("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    }

    [Fact]
    public async Task Adding_one_member_to_a_large_group_writes_one_row()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var users = new List<string>();
        for (var i = 0; i < 30; i++)
            users.Add(await host.CreateAsync("Users", $$"""{"userName":"u{{i}}"}"""));
        var members = string.Join(',', users.Take(29).Select(u => $$"""{"value":"{{u}}"}"""));
        var team = await host.CreateAsync("Groups", $$"""{"displayName":"Team","members":[{{members}}]}""");
        await using var target = host.Open();
        var before = (await target.QueryAsync<long>("SELECT RowId FROM GroupMembers ORDER BY RowId")).ToList();

        (await host.PatchAsync($"Groups/{team}", $$"""{"op":"Add","path":"members","value":[{"value":"{{users[29]}}"}]}""")).Status.ShouldBe(HttpStatusCode.OK);

        var after = (await target.QueryAsync<long>("SELECT RowId FROM GroupMembers ORDER BY RowId")).ToList();
        after.Take(29).ShouldBe(before);
        after.Count.ShouldBe(30);
        (await host.GetAsync($"Groups?filter=members%20eq%20%22{users[29]}%22"))["Resources"]![0]!["id"]!.GetValue<string>().ShouldBe(team);
    }

    [Fact]
    public async Task Refuses_a_second_group_of_the_same_name()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        await host.CreateAsync("Groups", """{"displayName":"Team"}""");

        var (status, body) = await host.SendAsync(HttpMethod.Post, "Groups", """{"displayName":"TEAM"}""");

        status.ShouldBe(HttpStatusCode.Conflict);
        body["scimType"]!.GetValue<string>().ShouldBe("uniqueness");
        var schema = await host.GetAsync("Schemas/urn:ietf:params:scim:schemas:core:2.0:Group");
        schema["attributes"]!.AsArray().Single(a => a!["name"]!.GetValue<string>() == "displayName")!["uniqueness"]!.GetValue<string>().ShouldBe("server");
    }

    [Fact]
    public async Task Stores_a_password_only_as_a_salted_hash_and_never_shows_it()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ann = await host.CreateAsync("Users", """{"userName":"ann","password":"t1meMa$heen"}""");

        (await host.GetAsync($"Users/{ann}")).ToJsonString().ShouldNotContain("assword");
        await using var target = host.Open();
        (await target.QuerySingleAsync<string>("SELECT Password FROM Users")).ShouldNotContain("t1meMa$heen");
        var patched = await host.PatchAsync($"Users/{ann}", """{"op":"replace","path":"password","value":"other-Pass1"}""");
        patched.Status.ShouldBe(HttpStatusCode.OK);
        patched.Body.ToJsonString().ShouldNotContain("other-Pass1");
    }

    [Fact]
    public async Task Keeps_what_a_put_does_not_say_about_the_password()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ann = await host.CreateAsync("Users", """{"userName":"ann","password":"t1meMa$heen","title":"T"}""");
        await using var target = host.Open();
        var hash = await target.QuerySingleAsync<string>("SELECT Password FROM Users");

        (await host.SendAsync(HttpMethod.Put, $"Users/{ann}", """{"userName":"ann"}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await target.QuerySingleAsync<string>("SELECT Password FROM Users")).ShouldBe(hash);
        (await host.GetAsync($"Users/{ann}")).ShouldNotContainKey("title");
    }
}
