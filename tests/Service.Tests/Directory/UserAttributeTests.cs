using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Sutler.Service.Tests.Directory;

public sealed class UserAttributeTests
{
    [Fact]
    public async Task Takes_graphs_names_for_attributes_of_the_source_schema()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var boss = (await service.PostAsync("/v1.0/users", new { userPrincipalName = "boss", displayName = "Boss" }))["id"]!.ToString();
        var body = new JsonObject
        {
            ["userPrincipalName"] = "ada",
            ["mobilePhone"] = "+1",
            ["businessPhones"] = new JsonArray("+2"),
            ["officeLocation"] = "B7",
            ["onPremisesSyncEnabled"] = true,
            ["onPremisesExtensionAttributes"] = new JsonObject { ["extensionAttribute15"] = "last" },
            ["extension_0123456789abcdef0123456789abcdef_cost"] = 12.5,
            ["employeeHireDate"] = "2026-02-01T00:00:00+01:00",
            ["manager@odata.bind"] = "https://graph.microsoft.com/v1.0/users/" + boss,
        };
        var made = await service.PostAsync("/v1.0/users", body);
        (made["mobile"]!.ToString(), made["telephoneNumber"]!.ToString(), made["physicalDeliveryOfficeName"]!.ToString(), made["dirSyncEnabled"]!.GetValue<bool>()).ShouldBe(("+1", "+2", "B7", true));
        (made["extensionAttribute15"]!.ToString(), made["onPremisesExtensionAttributes"]!["extensionAttribute15"]!.ToString()).ShouldBe(("last", "last"));
        (made["employeeHireDate"]!.ToString(), made["createdDateTime"]!.ToString().Length).ShouldBe(("2026-01-31T23:00:00.000Z", 24));
        var chosen = await service.GetAsync("/v1.0/users/ada?$select=mobilePhone,businessPhones,id,surname&$expand=manager($select=displayName)");
        chosen["id"] = "x";
        chosen.ToJsonString().ShouldBe("""{"mobilePhone":"\u002B1","businessPhones":["\u002B2"],"id":"x","surname":null,"manager":{"@odata.type":"#microsoft.graph.user","displayName":"Boss"}}""");
        (await service.GetAsync("/v1.0/users/boss/directReports?$filter=onPremisesExtensionAttributes/extensionAttribute15 eq 'LAST'"))["value"]!.AsArray().Count.ShouldBe(1);
        (await service.GetAsync("/v1.0/users?$search=\"displayName:oss\"&$orderby=displayName desc&ConsistencyLevel=eventual"))["value"]!.AsArray().Count.ShouldBe(1);
        (await service.GetAsync("/v1.0/users/ada/manager?$select=id"))["id"]!.ToString().ShouldBe(boss);
    }

    [Fact]
    public async Task Writes_nothing_when_nothing_changes()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "ada", jobTitle = "T" });
        var before = (await service.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>();
        (await service.Http.PatchAsJsonAsync("/v1.0/users/ada", new { jobTitle = "T" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>().ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"jobTitle":5}""", "jobTitle must be a string")]
    [InlineData("""{"dirSyncEnabled":"true"}""", "true or false")]
    [InlineData("""{"employeeHireDate":"yesterday"}""", "a time such as")]
    [InlineData("""{"proxyAddresses":"smtp:a"}""", "array of strings")]
    [InlineData("""{"businessPhones":["1","2"]}""", "at most one number")]
    [InlineData("""{"onPremisesExtensionAttributes":{"color":"red"}}""", "extensionAttribute1 to extensionAttribute15")]
    [InlineData("""{"createdDateTime":"2026-01-01T00:00:00Z"}""", "service alone")]
    [InlineData("""{"passwordProfile":{"password":5}}""", "passwordProfile.password must be text")]
    [InlineData("""{"passwordProfile":{"hint":"x"}}""", "nothing else")]
    [InlineData("""{"manager@odata.bind":5}""", "address of a user")]
    public async Task Refuses_values_that_an_attribute_does_not_take(string body, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "ada" });
        using var answer = await service.Http.PatchAsync("/v1.0/users/ada", new StringContent(body, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString().ShouldContain(expected);
    }

    [Theory]
    [InlineData("$filter=color eq 'red'", "character 1")]
    [InlineData("$filter=accountEnabled eq 'yes'", "true or false")]
    [InlineData("$filter=proxyAddresses eq 'a'", "any(v:v eq 'x')")]
    [InlineData("$filter=displayName/any(p:p eq 'a')", "has one value")]
    [InlineData("$select=color", "'color'")]
    [InlineData("$orderby=proxyAddresses", "several values")]
    [InlineData("$top=1000", "1 to 999")]
    [InlineData("$skiptoken=x", "$skiptoken")]
    [InlineData("$compute=x", "not known")]
    [InlineData("$search=displayName:x", "character 1")]
    [InlineData("$expand=members", "manager")]
    public async Task Refuses_queries_that_cannot_be_answered_and_says_why(string query, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var answer = await service.Http.GetAsync("/v1.0/users?" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString().ShouldContain(expected);
    }
}
