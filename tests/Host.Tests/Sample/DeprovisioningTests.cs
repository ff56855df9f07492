using System.Net;
using Dapper;

namespace Sutler.Host.Tests.Sample;

/// <summary>H/DEPROV-1 to 7, H/WIZ-84, H/WIZ-90.</summary>
public sealed class DeprovisioningTests
{
    private const string Disable = """{"op":"Replace","path":"active","value":"False"}""";

    [Fact]
    public async Task Disabling_sets_a_value_of_any_type_and_enabling_takes_it_back()
    {
        await using var host = await StartAsync("disable: { set: UserType, value: Left, enabled: Employee }");
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");
        await using var target = host.Open();
        (await target.QuerySingleAsync<string>("SELECT UserType FROM Users")).ShouldBe("Employee");

        (await host.PatchAsync($"Users/{ann}", Disable)).Body["active"]!.GetValue<bool>().ShouldBeFalse();
        (await target.QuerySingleAsync<string>("SELECT UserType FROM Users")).ShouldBe("Left");
        (await host.SendAsync(HttpMethod.Put, $"Users/{ann}", """{"userName":"ann","title":"T"}""")).Body["active"]!.GetValue<bool>().ShouldBeFalse("silence enables nobody");

        (await host.PatchAsync($"Users/{ann}", Disable.Replace("False", "True", StringComparison.Ordinal))).Body["active"]!.GetValue<bool>().ShouldBeTrue();
        (await target.QuerySingleAsync<string>("SELECT UserType FROM Users")).ShouldBe("Employee");
    }

    [Fact]
    public async Task Disabling_can_delete()
    {
        await using var host = await StartAsync("disable: delete");
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");

        (await host.PatchAsync($"Users/{ann}", Disable)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await host.SendAsync(HttpMethod.Get, $"Users/{ann}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await using var target = host.Open();
        (await target.QuerySingleAsync<int>("SELECT count(*) FROM Users")).ShouldBe(0);
    }

    [Fact]
    public async Task Disabling_can_do_nothing()
    {
        await using var host = await StartAsync("disable: none");
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");

        var (status, body) = await host.PatchAsync($"Users/{ann}", Disable);

        status.ShouldBe(HttpStatusCode.OK);
        body["active"]!.GetValue<bool>().ShouldBeTrue();
        body["meta"]!["version"]!.GetValue<string>().ShouldBe("W/\"1\"");
    }

    [Fact]
    public async Task Deleting_can_set_a_value_and_the_account_is_matched_again()
    {
        await using var host = await StartAsync("delete: { set: Active, value: false }");
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");

        for (var i = 0; i < 2; i++)
            (await host.SendAsync(HttpMethod.Delete, $"Users/{ann}")).Status.ShouldBe(HttpStatusCode.NoContent);

        await using var target = host.Open();
        (await target.QuerySingleAsync<int>("SELECT Active FROM Users")).ShouldBe(0);
        (await host.GetAsync("Users?filter=userName%20eq%20%22ann%22"))["totalResults"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_can_do_nothing()
    {
        await using var host = await StartAsync("delete: none");
        var ann = await host.CreateAsync("Users", """{"userName":"ann"}""");

        (await host.SendAsync(HttpMethod.Delete, $"Users/{ann}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await host.GetAsync($"Users/{ann}"))["userName"]!.GetValue<string>().ShouldBe("ann");
        (await host.SendAsync(HttpMethod.Delete, "Users/nobody")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<SampleHost> StartAsync(string flow)
    {
        var host = new SampleHost();
        await host.StartAsync(yaml => yaml
            .Replace("      active: Active\n", "", StringComparison.Ordinal)
            .Replace("      userType: UserType\n", "", StringComparison.Ordinal)
            .Replace("  User:\n", "  User:\n    deprovisioning: { " + flow + " }\n", StringComparison.Ordinal));
        return host;
    }
}
