using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Applying;
using Sutler.Service.Escrow;
using Sutler.Service.Tests.Jobs;
using Sutler.Storage;
using Sutler.Testing;

namespace Sutler.Service.Tests.Escrow;

public sealed class EscrowStoreTests
{
    private const string Header = "WorkerID,Status,UserID,Title,ManagerID\n";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Waits_longer_each_time_and_begins_anew_for_another_class()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ConnectAsync(new Uri("http://127.0.0.1:1/scim"), start: false);
        var now = Start;
        foreach (var minutes in (int[])[5, 15, 40, 120, 360, 720, 1440, 1440])
        {
            await PutAsync(service, RetryClass.Transient, now);
            (await NextAsync(service)).ShouldBe(EscrowStore.Text(now + TimeSpan.FromMinutes(minutes)));
            now += TimeSpan.FromMinutes(minutes);
        }

        await PutAsync(service, RetryClass.Permanent, now);
        (await NextAsync(service)).ShouldBeNull();
        await PutAsync(service, RetryClass.Transient, now);
        (await NextAsync(service)).ShouldBe(EscrowStore.Text(now + TimeSpan.FromMinutes(5)));
        var row = (await service.GetAsync($"/api/v1/jobs/{service.JobId}/escrows"))["value"]![0]!;
        (row["firstFailed"]!.ToString(), row["lastFailed"]!.ToString(), row["displayName"]!.ToString()).ShouldBe((EscrowStore.Text(Start), EscrowStore.Text(now), "Ann"));
        row["recommendedAction"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Lists_failures_by_code_and_tries_those_of_a_code_again()
    {
        await using var target = await BreakableTarget.StartAsync();
        target.Fault = (method, path) => method == "GET" && path.EndsWith("eq \"b\"", StringComparison.Ordinal) ? TargetFaultMode.Refuse : TargetFaultMode.None;
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n2,Active,b,T,\n", target);
        var list = await world.Service.GetAsync($"/api/v1/jobs/{world.Service.JobId}/escrows?code=BadRequest&$count=true");
        list["counts"]![0]!["code"]!.ToString().ShouldBe("BadRequest");
        (list["value"]!.AsArray().Count, list["@odata.count"]!.GetValue<int>()).ShouldBe((1, 1));
        (await world.Service.GetAsync($"/api/v1/jobs/{world.Service.JobId}/escrows?code=Timeout"))["value"]!.AsArray().ShouldBeEmpty();

        target.Fault = static (_, _) => TargetFaultMode.None;
        (await world.Service.PostAsync($"/api/v1/jobs/{world.Service.JobId}/escrows/retry", new { code = "BadRequest" }))["retried"]!.GetValue<int>().ShouldBe(1);
        await world.Service.UntilAsync(state => state["escrowed"]!.GetValue<int>() == 0);
        target.Users.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Says_that_a_job_is_not_there()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        foreach (var list in (string[])["escrows", "heldRemovals", "quarantine"])
            ((int)(await service.Http.GetAsync($"/api/v1/jobs/none/{list}")).StatusCode).ShouldBe(404);
        ((int)(await service.Http.PostAsJsonAsync("/api/v1/jobs/none/escrows/retry", new { all = true })).StatusCode).ShouldBe(404);
    }

    private static Task PutAsync(ServiceUnderTest service, RetryClass retry, DateTimeOffset now) => service.Services.GetRequiredService<Database>().WriteAsync(
        transaction => new EscrowStore(transaction, service.JobId).PutAsync(new EscrowedObject("u1", "User", "Ann"), new Failure("Timeout", "reason", retry), now), CancellationToken.None);

    private static async Task<string?> NextAsync(ServiceUnderTest service) =>
        (await service.GetAsync($"/api/v1/jobs/{service.JobId}/escrows"))["value"]![0]!["nextAttempt"]?.ToString();
}
