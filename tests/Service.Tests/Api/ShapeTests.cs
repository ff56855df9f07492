using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Api;

/// <summary>Live answers against the documented JSON (S/GRAPH-1 … S/GRAPH-24, S/LOG-6, S/ERR-10, S/ERR-11).</summary>
public sealed class ShapeTests
{
    private const string Execution = """
        {"activityIdentifier":"s","countEntitled":0,"countEntitledForProvisioning":0,"countEscrowed":0,"countEscrowedRaw":0,"countExported":0,"countExports":0,"countImported":0,
         "countImportedDeltas":0,"countImportedReferenceDeltas":0,"error":null,"state":"s","timeBegan":"s","timeEnded":"s"}
        """;

    private const string Job = $$$"""
        {"id":"s","templateId":"s","schedule":{"expiration":null,"interval":"s","state":"s"},"synchronizationJobSettings":[{"name":"s","value":"s"}],
         "status":{"code":"s","countSuccessiveCompleteFailures":0,"escrowsPruned":true,"lastExecution":{{{Execution}}},"lastSuccessfulExecution":{{{Execution}}},"lastSuccessfulExecutionWithExports":{{{Execution}}},
          "progress":[{"completedUnits":0,"totalUnits":0,"units":"s","progressObservationDateTime":"s"}],"quarantine":null,"steadyStateFirstAchievedTime":"s","steadyStateLastAchievedTime":"s",
          "synchronizedEntryCountByType":[{"key":"s","value":0}],"troubleshootingUrl":null}}
        """;

    private const string LogRow = """
        {"id":"s","activityDateTime":"s","tenantId":"s","jobId":"s","cycleId":"s","changeId":"s","durationInMilliseconds":0,"provisioningAction":"s",
         "provisioningStatusInfo":{"status":"s","errorInformation":null},
         "provisioningSteps":[{"name":"s","provisioningStepType":"s","status":"s","description":"s","details":{}}],
         "modifiedProperties":[{"displayName":"s","oldValue":null,"newValue":null}],
         "initiatedBy":{"id":"s","displayName":"s","initiatorType":"s"},"servicePrincipal":{"id":"s","displayName":"s"},
         "sourceSystem":{"id":"s","displayName":"s","details":{}},"targetSystem":{"id":"s","displayName":"s","details":{}},
         "sourceIdentity":{"id":"s","displayName":"s","identityType":"s","details":{}},"targetIdentity":{"id":"s","displayName":"s","identityType":"s","details":{}}}
        """;

    private const string Error = """{"error":{"code":"s","message":"s","innerError":{"request-id":"s","date":"s"}}}""";

    private static readonly string[] OwnOfLog = ["traceId", "situation", "reason", "sourceVersion", "repeats"];

    [Fact]
    public async Task Job_status_and_log_have_the_documented_shapes()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync("WorkerID,UserID,FullName\n1,ann,Ann\n2,bob,Bob\n");
        await service.ConnectAsync(target.BaseAddress, start: false);
        var path = $"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/jobs/{service.JobId}";
        var fresh = await service.GetAsync(path);
        fresh["schedule"]!["state"]!.ToString().ShouldBe("Disabled");
        fresh["status"]!["code"]!.ToString().ShouldBe("NotConfigured");
        using var patch = await service.Http.PatchAsJsonAsync(path, new { schedule = new { interval = "PT20M" } });
        patch.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await service.CommandAsync("start");
        await service.SettledAsync();

        var job = await service.GetAsync(path);
        Shape.Differences(job, Job, "state").ShouldBeEmpty();
        job["schedule"]!["interval"]!.ToString().ShouldBe("PT20M");
        var log = await service.GetAsync("/v1.0/auditLogs/provisioning");
        var rows = log["value"]!.AsArray();
        rows.Count.ShouldBe(2);
        rows.SelectMany(row => Shape.Differences(row, LogRow, OwnOfLog)).ShouldBeEmpty();
        rows[0]!["provisioningSteps"]!.AsArray().Select(step => step!["provisioningStepType"]!.ToString()).ShouldBe(["import", "matching", "scoping", "export"]);
        var beta = (await service.GetAsync("/beta/auditLogs/provisioning"))["value"]![0]!;
        Shape.Differences(beta, LogRow, [.. OwnOfLog, "action", "statusInfo"]).ShouldBeEmpty();
        Shape.Differences(await service.GetAsync($"/v1.0/auditLogs/provisioning/{rows[0]!["id"]}"), LogRow, OwnOfLog).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/v1.0/servicePrincipals/none", 404)]
    [InlineData("GET", "/v1.0/users?$top=x", 400)]
    [InlineData("GET", "/v1.0/auditLogs/provisioning?$filter=nonsense", 400)]
    [InlineData("POST", "/v1.0/servicePrincipals", 400)]
    public async Task Errors_have_Graphs_envelope(string method, string path, int status)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { }) : null };
        using var answer = await service.Http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        Shape.Differences(await answer.Content.ReadFromJsonAsync<JsonObject>(), Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_scripted_set_up_works_from_template_to_log()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync("WorkerID,UserID\n1,ann\n");
        var made = await service.PostAsync("/v1.0/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate", new { displayName = "HR" });
        var appId = made["servicePrincipal"]!["appId"]!.ToString();
        var id = made["servicePrincipal"]!["id"]!.ToString();
        made["application"]!["appId"]!.ToString().ShouldBe(appId);
        var templates = (await service.GetAsync($"/v1.0/servicePrincipals(appId='{appId}')/synchronization/templates"))["value"]!.AsArray();
        Shape.Differences(templates[0], """{"id":"s","applicationId":"s","default":true,"description":"s","discoverable":true,"factoryTag":"s","metadata":[],"schema":{}}""").ShouldBeEmpty();
        var job = await service.PostAsync($"/v1.0/servicePrincipals(appId='{appId}')/synchronization/jobs", new { templateId = templates[0]!["id"]!.ToString() });
        var secrets = new { value = new[] { new { key = "BaseAddress", value = target.BaseAddress.ToString() }, new { key = "SecretToken", value = BreakableTarget.Token }, new { key = "SyncAll", value = "true" } } };
        using var put = await service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{id}/synchronization/secrets", secrets);
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await service.ResumeAsync();
        job["id"]!.ToString().ShouldBe(service.JobId);
        await service.CommandAsync("start");
        await service.SettledAsync();
        (await service.LogAsync(" and provisioningAction eq 'create'")).Count.ShouldBe(1);
        (await service.GetAsync($"/v1.0/applications/{id}"))["displayName"]!.ToString().ShouldBe("HR");
        (await service.GetAsync("/v1.0/servicePrincipals?$filter=displayName eq 'HR'"))["value"]!.AsArray().Count.ShouldBe(1);
        (await service.Http.DeleteAsync($"/v1.0/servicePrincipals/{id}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }
}
