using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;

namespace Sutler.Service.Tests.Inbound;

/// <summary>What the inbound SCIM server does beyond the protocol: mapping, authority, and its place beside the other roads in (S/IN-13, S/IN-14).</summary>
public sealed class InboundScimTests
{
    private const string Enterprise = CoreSchemas.EnterpriseUserUrn;
    private const string Own = "urn:ietf:params:scim:schemas:extension:sutler:2.0:User";

    [Fact]
    public async Task Attributes_land_where_the_directory_has_them_and_come_back()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service);
        var boss = await client.ExpectAsync(201, "POST", "/Users", User("boss"));
        var user = User("ada");
        user["name"] = new JsonObject { ["givenName"] = "Ada", ["familyName"] = "Lovelace", ["middleName"] = "King" };
        user["userType"] = "Employee";
        user["emails"] = new JsonArray(new JsonObject { ["value"] = "home@x.org", ["type"] = "home" }, new JsonObject { ["value"] = "ada@x.org", ["type"] = "work" });
        user["phoneNumbers"] = new JsonArray(new JsonObject { ["value"] = "1", ["type"] = "mobile" }, new JsonObject { ["value"] = "2", ["type"] = "work" });
        user["addresses"] = new JsonArray(new JsonObject { ["type"] = "work", ["locality"] = "London", ["country"] = "GB", ["formatted"] = "London" });
        user[Enterprise] = new JsonObject { ["employeeNumber"] = "E7", ["department"] = "R&D", ["organization"] = "Engines", ["costCenter"] = "41", ["manager"] = new JsonObject { ["value"] = boss["id"]!.ToString() } };
        user[Own] = new JsonObject { ["mailNickname"] = "ada", ["extensionAttribute3"] = "x", ["proxyAddresses"] = new JsonArray("smtp:a@x.org", "smtp:b@x.org") };
        var made = await client.ExpectAsync(201, "POST", "/Users", user);

        var kept = await service.GetAsync($"/v1.0/users/{made["id"]}");
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["userPrincipalName"] = "ada",
            ["givenName"] = "Ada",
            ["surname"] = "Lovelace",
            ["employeeType"] = "Employee",
            ["mail"] = "ada@x.org",
            ["mobile"] = "1",
            ["telephoneNumber"] = "2",
            ["city"] = "London",
            ["country"] = "GB",
            ["employeeId"] = "E7",
            ["department"] = "R&D",
            ["companyName"] = "Engines",
            ["mailNickname"] = "ada",
            ["extensionAttribute3"] = "x",
            ["extension_scim_name_middleName"] = "King",
            ["extension_enterprise_costCenter"] = "41",
        };
        foreach (var (name, value) in wanted)
            kept[name]?.ToString().ShouldBe(value, name);
        kept["proxyAddresses"]!.AsArray().Count.ShouldBe(2);
        kept["manager"]!["id"]!.ToString().ShouldBe(boss["id"]!.ToString());

        using (var patch = await service.Http.PatchAsync($"/v1.0/users/{made["id"]}", Json("""{"mail":"new@x.org","city":null,"department":"Ops"}""")))
            patch.EnsureSuccessStatusCode();
        var (_, shown, tag) = await client.SendAsync("GET", $"/Users/{made["id"]}");
        shown!["emails"]!.AsArray().Select(mail => $"{mail!["type"]} {mail["value"]}").ShouldBe(["home home@x.org", "work new@x.org"]);
        shown["addresses"]![0]!.ToJsonString().ShouldBe("""{"type":"work","country":"GB","formatted":"London"}""");
        shown[Enterprise]!["department"]!.ToString().ShouldBe("Ops");
        shown[Enterprise]!["manager"]!["value"]!.ToString().ShouldBe(boss["id"]!.ToString());
        tag.ShouldNotBe(made["meta"]!["version"]!.ToString(), "a change by any road is a new version");
    }

    [Fact]
    public async Task A_client_writes_only_what_it_has_authority_over()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var creator = await ScimClientOfTests.MakeAsync(service, "hr");
        using var helper = await ScimClientOfTests.MakeAsync(service, "phones", new { attributes = new[] { "telephoneNumber", "members" }, mayCreate = false, mayDelete = false });
        var user = User("ada");
        user["displayName"] = "Ada";
        user["externalId"] = "hr-1";
        var id = (await creator.ExpectAsync(201, "POST", "/Users", user))["id"]!.ToString();

        // A PUT says nothing about what the client may not write, also by leaving it away; externalId is each client's own (RFC 7643 §3.1).
        var put = User("someone else");
        put["externalId"] = "p-1";
        put["phoneNumbers"] = new JsonArray(new JsonObject { ["value"] = "7", ["type"] = "work" });
        var replaced = await helper.ExpectAsync(200, "PUT", $"/Users/{id}", put);
        replaced["userName"]!.ToString().ShouldBe("ada");
        replaced["displayName"]!.ToString().ShouldBe("Ada");
        replaced["phoneNumbers"]![0]!["value"]!.ToString().ShouldBe("7");
        replaced["externalId"]!.ToString().ShouldBe("p-1");
        (await creator.ExpectAsync(200, "GET", $"/Users/{id}"))["externalId"]!.ToString().ShouldBe("hr-1");
        (await creator.ExpectAsync(200, "GET", "/Users?filter=externalId eq \"p-1\""))["totalResults"]!.GetValue<int>().ShouldBe(0);

        var refused = await helper.ExpectAsync(400, "PATCH", $"/Users/{id}", Patch("replace", "displayName", "Eve"));
        refused["scimType"]!.ToString().ShouldBe("mutability");
        await helper.ExpectAsync(403, "POST", "/Users", User("new"));
        await helper.ExpectAsync(403, "DELETE", $"/Users/{id}");
        var schema = await helper.ExpectAsync(200, "GET", "/Schemas/" + CoreSchemas.UserUrn);
        schema["attributes"]!.AsArray().Single(attribute => attribute!["name"]!.ToString() == "displayName")!["mutability"]!.ToString().ShouldBe("readOnly");
        schema["attributes"]!.AsArray().Single(attribute => attribute!["name"]!.ToString() == "phoneNumbers")!["mutability"]!.ToString().ShouldBe("readWrite");
    }

    [Fact]
    public async Task Only_the_token_of_the_client_opens_its_address()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var one = await ScimClientOfTests.MakeAsync(service, "one");
        using var two = await ScimClientOfTests.MakeAsync(service, "two", path: "/scim/v2");
        await one.ExpectAsync(200, "GET", "/Users");
        await two.ExpectAsync(200, "GET", "/Users");
        async Task<int> StatusAsync(string path, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            using var answer = await service.Http.SendAsync(request);
            return (int)answer.StatusCode;
        }

        (await StatusAsync("/inbound/one/scim/Users", two.Token)).ShouldBe(401);
        (await StatusAsync("/inbound/nobody/scim/Users", one.Token)).ShouldBe(401);
        (await StatusAsync("/scim/v2/Users", "wrong")).ShouldBe(401);
        (await StatusAsync("/v1.0/users", one.Token)).ShouldBe(401, "a client's token opens nothing else");
        (await TestStore.DumpAsync(service.Folder)).ShouldNotContain(one.Token);

        using (var patch = await service.Http.PatchAsync("/api/v1/inbound/clients/one", Json("""{"disabled":true}""")))
            patch.EnsureSuccessStatusCode();
        (await StatusAsync("/inbound/one/scim/Users", one.Token)).ShouldBe(401);
        var fresh = (await service.PostAsync("/api/v1/inbound/clients/two/token", new { }))["token"]!.ToString();
        (await StatusAsync("/scim/v2/Users", two.Token)).ShouldBe(401);
        (await StatusAsync("/scim/v2/Users", fresh)).ShouldBe(200);
        (await service.GetAsync("/api/v1/inbound/clients/two"))["lastUsedDateTime"].ShouldNotBeNull();
        using (var delete = await service.Http.DeleteAsync("/api/v1/inbound/clients/two"))
            delete.EnsureSuccessStatusCode();
        (await StatusAsync("/scim/v2/Users", fresh)).ShouldBe(401);
        using var bad = await service.Http.PostAsync("/api/v1/inbound/clients", Json("""{"name":"x","attributes":["nonsense"]}"""));
        (await bad.Content.ReadAsStringAsync()).ShouldContain("nonsense");
    }

    [Fact]
    public async Task A_deleted_user_is_gone_for_clients_can_be_restored_and_leaves_the_name_free()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service);
        var id = (await client.ExpectAsync(201, "POST", "/Users", User("ada")))["id"]!.ToString();
        (await client.SendAsync("POST", "/Users", User("ADA"))).Body!["scimType"]!.ToString().ShouldBe("uniqueness");
        await client.ExpectAsync(204, "DELETE", $"/Users/{id}");
        await client.ExpectAsync(404, "GET", $"/Users/{id}");
        await client.ExpectAsync(404, "PATCH", $"/Users/{id}", Patch("replace", "active", true));
        await service.PostAsync($"/v1.0/directory/deletedItems/{id}/restore", new { });
        await client.ExpectAsync(200, "GET", $"/Users/{id}");
    }

    [Fact]
    public async Task One_member_more_costs_one_row_however_many_the_group_has()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service);
        var csv = new StringBuilder("WorkerID,UserID\n");
        for (var number = 0; number < 1201; number++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number},u{number}\n");
        await service.ImportAsync(csv.ToString());
        var ids = new List<string>();
        for (var start = 1; ids.Count < 1201; start += 1000)
            ids.AddRange((await client.ExpectAsync(200, "GET", $"/Users?startIndex={start}&count=1000&attributes=userName"))["Resources"]!.AsArray().Select(user => user!["id"]!.ToString()));
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(1201);

        var group = new JsonObject { ["schemas"] = new JsonArray(CoreSchemas.GroupUrn), ["displayName"] = "All", ["members"] = new JsonArray([.. ids.Skip(1).Select(id => new JsonObject { ["value"] = id })]) };
        var made = await client.ExpectAsync(201, "POST", "/Groups", group);
        made["members"]!.AsArray().Count.ShouldBe(1200);
        var before = (await service.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>();
        var (status, _, tag) = await client.SendAsync("PATCH", $"/Groups/{made["id"]}", Patch("add", "members", new[] { new { value = ids[0] } }));
        status.ShouldBe(204);
        tag.ShouldNotBe(made["meta"]!["version"]!.ToString());
        (await service.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>().ShouldBe(before + 1);
        var removed = await client.SendAsync("PATCH", $"/Groups/{made["id"]}", Patch("remove", $"members[value eq \"{ids[5]}\"]", null));
        removed.Status.ShouldBe(204);
        (await service.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>().ShouldBe(before + 2);
        var shown = await client.ExpectAsync(200, "GET", $"/Groups/{made["id"]}");
        shown["members"]!.AsArray().Count.ShouldBe(1200);
        (await client.ExpectAsync(200, "GET", $"/Groups?filter=members.value eq \"{ids[0]}\"&excludedAttributes=members"))["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await client.SendAsync("PATCH", $"/Groups/{made["id"]}", Patch("add", "members", new[] { new { value = Guid.NewGuid().ToString() } }))).Body!["scimType"]!.ToString().ShouldBe("invalidValue");
    }

    [Fact]
    public async Task A_filter_that_the_store_narrows_finds_what_looking_at_everybody_finds()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service);
        var boss = (await client.ExpectAsync(201, "POST", "/Users", User("boss_1")))["id"]!.ToString();
        string[] names = ["Ada", "ada", "Ädä", "A%a", "A_a", "x\\y", "q\"q", "100%"];
        for (var number = 0; number < 24; number++)
        {
            var user = User($"user{number}");
            user["displayName"] = names[number % names.Length];
            user["externalId"] = $"e{number % 5}";
            user["emails"] = new JsonArray(new JsonObject { ["value"] = $"M{number % 7}@x.org", ["type"] = "work" }, new JsonObject { ["value"] = $"m{number % 3}@x.org", ["type"] = "home" });
            user[Enterprise] = new JsonObject { ["employeeNumber"] = $"E{number % 6}", ["department"] = number % 2 == 0 ? "R&D" : "Ops", ["manager"] = number % 4 == 0 ? new JsonObject { ["value"] = boss } : null };
            await client.ExpectAsync(201, "POST", "/Users", user);
        }

        var all = (await client.ExpectAsync(200, "GET", "/Users?startIndex=1"))["Resources"]!.AsArray().Select(user => user!.AsObject()).ToList();
        var schema = new ResourceSchema(new ResourceType("User", "/Users", CoreSchemas.UserUrn) { Extensions = [new(Enterprise, Required: false)] }, [CoreSchemas.User, CoreSchemas.EnterpriseUser]);
        string[] filters =
        [
            "userName eq \"USER3\"", "displayName eq \"ADA\"", "displayName eq \"ädä\"", "displayName eq \"A%a\"", "displayName eq \"a_a\"", "displayName eq \"x\\\\y\"", "displayName eq \"q\\\"q\"",
            "externalId eq \"e2\"", "externalId eq \"E2\"", "emails.value eq \"m1@x.org\"", "emails eq \"m2@x.org\"", "emails[type eq \"work\" and value eq \"M2@x.org\"]", "emails[type eq \"home\"].value eq \"x\" or userName sw \"user1\"",
            $"id eq \"{all[2]["id"]}\"", $"{Enterprise}:employeeNumber eq \"E3\"", $"{Enterprise}:employeeNumber eq \"E3\" and {Enterprise}:department eq \"ops\"", $"manager.value eq \"{boss}\"",
            "userName eq \"user1\" or userName eq \"user2\"", "userName eq \"user1\" or displayName co \"d\"", "not (displayName eq \"Ada\")", "displayName pr and emails.value sw \"M\"", "active eq true", $"{Enterprise}:department ne \"Ops\"",
        ];
        foreach (var filter in filters.Where(text => !text.Contains("].value", StringComparison.Ordinal)))
        {
            var expression = FilterParser.Parse(filter);
            var wanted = all.Where(user => FilterEvaluator.Matches(expression, user, schema)).Select(user => user["id"]!.ToString()).Order(StringComparer.Ordinal).ToList();

            // The directory tells employee numbers apart by case, and so does the server's schema.
            var found = (await client.ExpectAsync(200, "GET", "/Users?filter=" + Uri.EscapeDataString(filter)))["Resources"]!.AsArray().Select(user => user!["id"]!.ToString());
            found.ShouldBe(wanted, filter);
        }
    }

    private static JsonObject User(string name) => new() { ["schemas"] = new JsonArray(CoreSchemas.UserUrn), ["userName"] = name };

    private static string Patch(string verb, string path, object? value) => JsonSerializer.Serialize(new
    {
        schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:PatchOp" },
        Operations = new[] { value is null ? (object)new { op = verb, path } : new { op = verb, path, value } },
    });

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
