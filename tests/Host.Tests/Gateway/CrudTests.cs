using System.Net;
using System.Text.Json.Nodes;

namespace Sutler.Host.Tests.Gateway;

public sealed class CrudTests
{
    [Fact]
    public async Task Carries_a_user_from_post_to_delete_over_https()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();

        var created = await host.PostAsync(TestHost.User("a@b.c", "\"FirstName\":\"Ann\",\"IsActive\":\"True\",\"InternalGUID\":\"mine\""));
        created.Status.ShouldBe(HttpStatusCode.Created, created.Body?.ToJsonString());
        created.Body!["id"]!.GetValue<string>().ShouldBe("a_40b_2Ec");
        created.Response.Headers.Location!.ToString().ShouldBe(host.BaseUrl + "/Users/a_40b_2Ec");
        created.Response.Headers.ETag!.ToString().ShouldBe("W/\"1\"");
        var attributes = created.Body[TestHost.Urn]!.AsObject();
        attributes["IsActive"]!.GetValue<bool>().ShouldBeTrue();
        attributes["InternalGUID"]!.GetValue<string>().Length.ShouldBe(32);

        var found = await host.GetAsync(TestHost.Filter("ContosoLogin", "A@B.C"));
        found.Body!["totalResults"]!.GetValue<int>().ShouldBe(1);
        JsonNode.DeepEquals(found.Body["Resources"]![0], created.Body).ShouldBeTrue();
        found.Response.Headers.Age.ShouldNotBeNull();

        var patched = await host.PatchAsync("a_40b_2Ec", TestHost.Replace("Title", "\"Boss\""));
        patched.Status.ShouldBe(HttpStatusCode.OK, patched.Body?.ToJsonString());
        patched.Body![TestHost.Urn]!["Title"]!.GetValue<string>().ShouldBe("Boss");
        patched.Response.Headers.ETag!.ToString().ShouldBe("W/\"2\"");
        host.Target.Query<string>("SELECT Title FROM Employees").ShouldBe(["Boss"]);

        (await host.DeleteAsync("a_40b_2Ec")).Status.ShouldBe(HttpStatusCode.NoContent);
        host.Target.Count().ShouldBe(0);
        (await host.GetAsync("Users/a_40b_2Ec")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
