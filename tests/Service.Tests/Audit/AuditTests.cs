using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Audit;
using Sutler.Storage;

namespace Sutler.Service.Tests.Audit;

public sealed class AuditTests
{
    [Fact]
    public async Task Tells_who_changed_what_without_secrets()
    {
        const string secret = "never-to-be-seen";
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ConnectAsync(new Uri("http://127.0.0.1:9/scim"), token: secret);
        using var patch = await service.Http.PatchAsJsonAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}", new { synchronizationJobSettings = new[] { new { name = "SyncAll", value = "true" } } });
        patch.EnsureSuccessStatusCode();
        await service.CommandAsync("pause");

        var rows = (await service.GetAsync("/v1.0/auditLogs/directoryAudits"))["value"]!.AsArray();
        rows.Select(row => row!["activityDisplayName"]!.ToString()).ShouldBe(
        [
            "Disable/pause provisioning configuration", "Update provisioning setting or credentials", "Enable/start provisioning configuration", "Add provisioning configuration",
            "Update provisioning setting or credentials", "Add service principal",
        ]);
        var text = rows.ToJsonString();
        text.ShouldNotContain(secret);
        text.ShouldContain("SecretToken");
        rows[1]!["targetResources"]![0]!["modifiedProperties"]![0]!["displayName"]!.ToString().ShouldBe("SyncAll");
        rows[0]!["initiatedBy"]!["app"]!["displayName"]!.ToString().ShouldBe("admin-token");
        var filtered = (await service.GetAsync($"/v1.0/auditLogs/directoryAudits?$top=1&$filter=targetResources/id eq '{service.JobId}' and startsWith(activityDisplayName, 'Enable')"))["value"]!.AsArray();
        filtered.Single()!["activityDisplayName"]!.ToString().ShouldBe("Enable/start provisioning configuration");
    }

    [Theory]
    [InlineData("UPDATE audit SET actor_name = 'somebody else' WHERE position = 2", "position 2")]
    [InlineData("DELETE FROM audit WHERE position = 2", "position 2 is missing")]
    [InlineData("DELETE FROM audit WHERE position = 3", "are missing")]
    [InlineData("UPDATE audit SET difference = '[]' WHERE position = 3", "position 3")]
    public async Task Finds_an_entry_that_was_changed_or_taken_out(string sql, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        foreach (var name in (string[])["a", "b", "c"])
            await service.PostAsync("/v1.0/servicePrincipals", new { displayName = name });
        var before = await service.GetAsync("/api/v1/audit/verify");
        before["intact"]!.GetValue<bool>().ShouldBeTrue();
        before["entries"]!.GetValue<long>().ShouldBe(3);

        await service.Services.GetRequiredService<Database>().WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, transaction: transaction), CancellationToken.None);
        var after = await service.GetAsync("/api/v1/audit/verify");
        after["intact"]!.GetValue<bool>().ShouldBeFalse();
        after["problem"]!.ToString().ShouldContain(expected);
    }

    [Fact]
    public void Compares_path_by_path_and_masks_secrets()
    {
        var before = JsonNode.Parse("""{"a":1,"rules":[{"id":"x","on":true},{"id":"y","on":true}],"nested":{"password":"old"},"gone":"g"}""");
        var after = JsonNode.Parse("""{"a":1,"rules":[{"id":"x","on":true},{"id":"y","on":false}],"nested":{"password":"new"},"list":[{"clientSecret":"s"}]}""");
        AuditDifference.Of(before, after).ShouldBe(
        [
            new AuditProperty("rules/[y]/on", "true", "false"),
            new AuditProperty("nested/password", "***", "***"),
            new AuditProperty("gone", "g", null),
            new AuditProperty("list", null, """[{"clientSecret":"***"}]"""),
        ]);
    }
}
