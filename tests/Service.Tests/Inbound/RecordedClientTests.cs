using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Inbound;

/// <summary>Requests that Entra ID and Okta were recorded to send, replayed against the inbound server (S/IN-14).</summary>
public sealed class RecordedClientTests
{
    [Fact]
    public async Task Entra_creates_finds_changes_and_disables_a_user()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service, "entra");
        var nobody = await client.ExpectAsync(200, "GET", Recorded("azuread", "get_user_query_0")["path"]!.ToString());
        nobody["totalResults"]!.GetValue<int>().ShouldBe(0);

        var request = Recorded("azuread", "create_user")["request"]!.AsObject();
        var user = await client.ExpectAsync(201, "POST", "/Users", request);
        Contains(user, Recorded("azuread", "create_user")["response"]!.AsObject());
        var id = user["id"]!.ToString();
        foreach (var filter in (string[])[$"userName+eq+%22{request["userName"]}%22", $"externalId+eq+%22{request["externalId"]}%22"])
            (await client.ExpectAsync(200, "GET", "/Users?filter=" + filter))["Resources"]![0]!["id"]!.ToString().ShouldBe(id);

        var changed = await client.ExpectAsync(200, "PATCH", $"/Users/{id}", Recorded("azuread", "update_user")["request"]!);
        Contains(changed, Recorded("azuread", "update_user")["response"]!.AsObject(), but: "externalId");
        var kept = await service.GetAsync($"/v1.0/users/{id}");
        kept["accountEnabled"]!.GetValue<bool>().ShouldBeFalse();
        kept["mail"]!.ToString().ShouldBe("updatedEmail@microsoft.com");
        kept["surname"]!.ToString().ShouldBe("updatedFamilyName");
        kept["userPrincipalName"]!.ToString().ShouldBe("5b50642d-79fc-4410-9e90-4c077cdd1a59@testuser.com");
    }

    [Fact]
    public async Task Entra_creates_finds_renames_and_fills_a_group()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service, "entra");
        var user = await client.ExpectAsync(201, "POST", "/Users", Recorded("azuread", "create_user")["request"]!);
        var group = await client.ExpectAsync(201, "POST", "/Groups", Recorded("azuread", "create_group")["request"]!);
        Contains(group, Recorded("azuread", "create_group")["response"]!.AsObject());
        (await client.ExpectAsync(200, "GET", Recorded("azuread", "get_group_dn")["path"]!.ToString()))["Resources"]![0]!["id"]!.ToString().ShouldBe(group["id"]!.ToString());

        // The recorded request renames, adds a member, and removes it again.
        var update = Recorded("azuread", "update_group")["request"]!.ToJsonString().Replace("f648f8d5ea4e4cd38e9c", user["id"]!.ToString(), StringComparison.Ordinal);
        var changed = await client.ExpectAsync(200, "PATCH", $"/Groups/{group["id"]}", update);
        changed["displayName"]!.ToString().ShouldEndWith("updatedDisplayName");
        changed["members"].ShouldBeNull();
        await client.ExpectAsync(200, "PATCH", $"/Groups/{group["id"]}", JsonNode.Parse(update)!["Operations"]!.AsArray() is var all ? Patch(all[1]!.DeepClone()) : "");
        var members = (await client.ExpectAsync(200, "GET", $"/Groups/{group["id"]}"))["members"]!.AsArray();
        members.Single()!["value"]!.ToString().ShouldBe(user["id"]!.ToString());
        (await client.ExpectAsync(200, "GET", $"/Users?filter=groups.value eq \"{group["id"]}\""))["totalResults"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Okta_creates_replaces_and_disables_a_user()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service, "okta");
        (await client.ExpectAsync(200, "GET", Recorded("okta", "user_exists")["path"]!.ToString()))["totalResults"]!.GetValue<int>().ShouldBe(0);
        var user = await client.ExpectAsync(201, "POST", "/Users", Recorded("okta", "create_user")["request"]!);
        Contains(user, Recorded("okta", "create_user")["response"]!.AsObject());
        user.ToJsonString().ShouldNotContain("1mz050nq");
        (await TestStore.DumpAsync(service.Folder)).ShouldNotContain("1mz050nq", Case.Sensitive, "the directory keeps no password");

        var replaced = await client.ExpectAsync(200, "PUT", $"/Users/{user["id"]}", Recorded("okta", "update_user")["request"]!);
        Contains(replaced, Recorded("okta", "update_user")["response"]!.AsObject());
        replaced["displayName"].ShouldBeNull("a PUT clears what it does not name (RFC 7644 §3.5.1)");
        var disabled = await client.ExpectAsync(200, "PATCH", $"/Users/{user["id"]}", Recorded("okta", "update_user_patch")["request"]!);
        disabled["active"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Okta_creates_renames_and_fills_a_group()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service, "okta");
        var ids = new List<string>();
        foreach (var name in (string[])["a", "b"])
            ids.Add((await client.ExpectAsync(201, "POST", "/Users", new { schemas = new[] { "urn:ietf:params:scim:schemas:core:2.0:User" }, userName = name }))["id"]!.ToString());
        var group = await client.ExpectAsync(201, "POST", "/Groups", Recorded("okta", "create_group")["request"]!);
        var id = group["id"]!.ToString();
        string Own(string name) => Recorded("okta", name)["request"]!.ToJsonString()
            .Replace("abf4dd94-a4c0-4f67-89c9-76b03340cb9b", id, StringComparison.Ordinal)
            .Replace("23a35c27-23d3-4c03-b4c5-6443c09e7173", ids[0], StringComparison.Ordinal)
            .Replace("89bb1940-b905-4575-9e7f-6f887cfb368e", ids[1], StringComparison.Ordinal);

        (await client.ExpectAsync(200, "PATCH", $"/Groups/{id}", Own("update_group_name")))["displayName"]!.ToString().ShouldBe("Test SCIMv2");

        // It removes a member that need not be there, and then says who is: the server's rules of removal hold (RFC 7644 §3.5.2.2).
        await client.ExpectAsync(200, "PATCH", $"/Groups/{id}", new { schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:PatchOp" }, Operations = new[] { new { op = "add", path = "members", value = new[] { new { value = ids[1] } } } } });
        var filled = await client.ExpectAsync(200, "PATCH", $"/Groups/{id}", Own("update_group_membership"));
        filled["members"]!.AsArray().Select(member => member!["value"]!.ToString()).ShouldBe(ids, ignoreOrder: true);
    }

    private static JsonObject Recorded(string client, string name) => SharedData.Read("idp-recorded", client, name + ".json");

    private static string Patch(JsonNode operation) => new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
        ["Operations"] = new JsonArray(operation),
    }.ToJsonString();

    /// <summary>What the recorded server answered is in our answer too, but for what is each server's own.</summary>
    private static void Contains(JsonObject answer, JsonObject recorded, string but = "")
    {
        foreach (var (name, value) in recorded)
        {
            if (name is "id" or "meta" or "schemas" || name == but || value is null)
                continue;
            if (value is JsonObject parts)
                Contains(answer[name]!.AsObject(), parts, "formatted");
            else
                JsonNode.DeepEquals(answer[name], value).ShouldBeTrue($"{name}: {answer[name]?.ToJsonString()} instead of {value.ToJsonString()}");
        }
    }
}
