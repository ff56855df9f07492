using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Logs;
using Sutler.Storage;
using Sutler.Testing;

namespace Sutler.Service.Tests.Logs;

public sealed class LogTests
{
    [Fact]
    public async Task Finds_rows_by_each_documented_field()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await StartAsync(target, "WorkerID,UserID,FullName\n1,ann,Ann Lee\n2,bob,Bob O'Hara\n");
        var ann = (await FilterAsync(service, "sourceIdentity/displayName eq 'Ann Lee'")).Single()!;
        foreach (var filter in (string[])
            [
                $"sourceIdentity/id eq '{ann["sourceIdentity"]!["id"]}'", $"targetIdentity/id eq '{ann["targetIdentity"]!["id"]}'", $"changeId eq '{ann["changeId"]}'",
                "contains(sourceIdentity/displayName, 'Lee')", "startsWith(sourceIdentity/displayName, 'Ann')", "endsWith(sourceIdentity/displayName, ' Lee')",
                "not (sourceIdentity/displayName eq 'Bob O''Hara')", $"servicePrincipal/id eq '{service.ApplicationId}' and sourceIdentity/displayName lt 'B'",
            ])
            (await FilterAsync(service, filter)).Single()!["id"]!.ToString().ShouldBe(ann["id"]!.ToString(), filter);
        (await FilterAsync(service, $"cycleId eq '{ann["cycleId"]}' and provisioningStatusInfo/status eq 'success' and activityDateTime gt 2020-01-01 and targetSystem/displayName eq 'ecma2host'")).Count.ShouldBe(2);
        (await FilterAsync(service, "status eq 'failure' or action eq 'delete'")).Count.ShouldBe(0);
        (await FilterAsync(service, "contains(sourceIdentity/displayName, 'lee')")).Count.ShouldBe(0, "names are matched case and all");
    }

    [Fact]
    public async Task Pages_in_both_orders()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await StartAsync(target, "WorkerID,UserID\n" + string.Concat(Enumerable.Range(1, 7).Select(number => $"{number},u{number}\n")));
        foreach (var order in (string[])["", "&$orderby=activityDateTime asc"])
        {
            var ids = new List<long>();
            var next = "/v1.0/auditLogs/provisioning?$top=3" + order;
            while (next is not null)
            {
                var page = await service.GetAsync(next);
                ids.AddRange(page["value"]!.AsArray().Select(row => long.Parse(row!["id"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)));
                next = page["@odata.nextLink"]?.ToString();
            }

            ids.Count.ShouldBe(7);
            ids.ShouldBe(order.Length == 0 ? ids.OrderDescending() : ids.Order());
        }
    }

    [Fact]
    public async Task Counts_a_repeated_skip_on_its_row()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await StartAsync(target, "WorkerID,UserID\n1,ann\n");
        for (var round = 0; round < 3; round++)
        {
            await service.CommandAsync("restart");
            await service.SettledAsync();
        }

        var rows = await service.LogAsync(" and status eq 'skipped'");
        rows.Count.ShouldBe(1);
        rows[0]!["repeats"]!.GetValue<int>().ShouldBe(2);
        var steps = rows[0]!["provisioningSteps"]!.AsArray();
        steps[^1]!["name"]!.ToString().ShouldBe("EntrySynchronizationSkip");
        steps[^1]!["details"]!["SkipReason"]!.ToString().ShouldBe("RedundantExport");
    }

    [Fact]
    public async Task Tells_a_failure_with_the_step_that_failed_and_what_to_do()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await StartAsync(target, "WorkerID,UserID,FullName\n1,ann,Ann\n");
        await using (target)
        {
            var row = Row("failure", "UnprocessableEntity", """{"s":"Absent","r":"NotFoundAtTarget","v":3,"d":12,"e":"Too long (422)","k":{"userName":"ann"},"c":0,"m":[["userName",null,"ann"],["password",null,"[Redact]"]]}""");
            var steps = LogSteps.Of(row, LogRowFacts.Read(row.Record));
            steps.Select(step => (step.Type, step.Status)).ShouldBe([("import", "success"), ("matching", "success"), ("scoping", "success"), ("export", "failure")]);
            steps[^1].Name.ShouldBe("EntryExportAdd");
            steps[^1].Details["ErrorCode"].ShouldBe("UnprocessableEntity");
        }

        var twice = Row("failure", "DuplicateTargetEntries", """{"s":"Ambiguous","r":"DuplicateTargetEntries","e":"2 objects","k":{"userName":"ann"},"c":2}""");
        var matched = LogSteps.Of(twice, LogRowFacts.Read(twice.Record));
        matched.Single(step => step.Status == "failure").Type.ShouldBe("matching");
        matched.ShouldNotContain(step => step.Type == "export");
    }

    [Fact]
    public async Task Downloads_json_and_the_three_tables()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await StartAsync(target, "WorkerID,UserID,FullName\n1,ann,=cmd()\n2,bob,\"Bob, Jr\"\n");
        var json = JsonNode.Parse(await service.Http.GetStringAsync("/api/v1/logs/provisioning/download?format=json"))!.AsArray();
        json.Count.ShouldBe(2);
        var logs = await service.Http.GetStringAsync("/api/v1/logs/provisioning/download?format=csv");
        logs.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        logs.ShouldContain(",'=cmd(),");
        logs.ShouldContain("\"Bob, Jr\"");
        (await service.Http.GetStringAsync("/api/v1/logs/provisioning/download?format=csv&part=steps")).ShouldContain("EntryImportAdd");
        (await service.Http.GetStringAsync("/api/v1/logs/provisioning/download?format=csv&part=modifiedProperties")).ShouldContain("displayName");
        (await service.Http.GetAsync("/api/v1/logs/provisioning/download?format=xml")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Drops_what_is_older_than_it_is_kept()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await StartAsync(target, "WorkerID,UserID\n1,ann\n2,bob\n");
        await service.Services.GetRequiredService<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("UPDATE provisioning_log SET at = '2001-01-01T00:00:00.000Z' WHERE sequence = 1", transaction: transaction), CancellationToken.None);
        (await service.GetAsync("/api/v1/settings/log"))["retentionDays"]!.GetValue<int>().ShouldBe(400);
        using var patch = await service.Http.PatchAsJsonAsync("/api/v1/settings/log", new { retentionDays = 30 });
        patch.EnsureSuccessStatusCode();
        (await service.Services.GetRequiredService<LogRetention>().PruneAsync(CancellationToken.None)).ShouldBe(1);
        (await service.LogAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_the_name_of_an_application_whose_job_is_deleted()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await StartAsync(target, "WorkerID,UserID\n1,ann\n");
        await service.CommandAsync("pause");
        await service.UntilAsync(state => !state["running"]!.GetValue<bool>());
        (await service.Http.DeleteAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.LogAsync())[0]!["servicePrincipal"]!["displayName"]!.ToString().ShouldBe("Demo");
    }

    private static LogRecord Row(string status, string code, string record) => new()
    {
        JobId = "ecma2host.x.y",
        CycleId = "c",
        At = "2026-01-01T00:00:00.000Z",
        SourceId = "s",
        SourceName = "Ann",
        Action = "create",
        Status = status,
        ErrorCode = code,
        Record = record,
    };

    private static async Task<JsonArray> FilterAsync(ServiceUnderTest service, string filter) =>
        (await service.GetAsync("/v1.0/auditLogs/provisioning?$filter=" + Uri.EscapeDataString(filter)))["value"]!.AsArray();

    private static async Task<ServiceUnderTest> StartAsync(BreakableTarget target, string csv)
    {
        var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(csv);
        await service.ConnectAsync(target.BaseAddress);
        await service.SettledAsync();
        return service;
    }
}
