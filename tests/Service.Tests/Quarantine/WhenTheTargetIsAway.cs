using System.Net.Http.Json;
using Sutler.Service.Tests.Jobs;
using Sutler.Testing;

namespace Sutler.Service.Tests.Quarantine;

public sealed class WhenTheTargetIsAway
{
    private const string Csv = "WorkerID,Status,UserID,Title,ManagerID\n1,Active,a,T,\n2,Active,b,T,\n";

    [Fact]
    public async Task Job_is_quarantined_says_why_and_comes_back_by_itself()
    {
        var target = await BreakableTarget.StartAsync();
        var address = target.BaseAddress;
        await target.DisposeAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Csv);
        await service.ConnectAsync(address);
        var quarantine = (await UntilAsync(service, found => found["quarantine"] is not null))["quarantine"]!;
        (quarantine["reason"]!.ToString(), quarantine["error"]!["code"]!.ToString(), quarantine["waitingFor"]!.ToString())
            .ShouldBe(("EncounteredQuarantineException", "Unreachable", "target"));
        (await service.StateAsync())["waitingFor"]!.ToString().ShouldBe("target");

        await using var back = await BreakableTarget.StartAsync(address.Port);
        await service.SettledAsync();
        (await UntilAsync(service, found => found["quarantine"] is null))["code"]!.ToString().ShouldBe("Active");
        back.Users.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Refused_credentials_wait_for_secrets_and_the_right_ones_lift_it_at_once()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Csv);
        await service.ConnectAsync(target.BaseAddress, token: "wrong-token-0123456789");
        var quarantine = (await UntilAsync(service, found => found["quarantine"] is not null))["quarantine"]!;
        (quarantine["error"]!["code"]!.ToString(), quarantine["error"]!["tenantActionable"]!.GetValue<bool>(), quarantine["waitingFor"]!.ToString())
            .ShouldBe(("Unauthorized", true, "secrets"));
        quarantine.ToJsonString().ShouldNotContain("wrong-token");

        var secrets = new { value = new[] { new { key = "BaseAddress", value = target.BaseAddress.ToString() }, new { key = "SecretToken", value = BreakableTarget.Token }, new { key = "SyncAll", value = "true" } } };
        (await service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/secrets", secrets)).EnsureSuccessStatusCode();
        await service.SettledAsync();
        target.Users.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Job_with_held_removals_comes_back_by_itself_too()
    {
        static string Rows(int from) => string.Concat(Enumerable.Range(1, 60).Select(number => $"{number},{(number < from ? "Inactive" : "Active")},u{number},T,\n"));
        var header = Csv[..(Csv.IndexOf('\n', StringComparison.Ordinal) + 1)];
        await using var world = await World.StartAsync(header + Rows(1));
        await world.Service.ImportAsync(header + Rows(26));
        await world.Service.UntilAsync(static state => state["held"] is not null && !state["running"]!.GetValue<bool>());

        world.Target.Fault = static (_, _) => TargetFaultMode.Fail;
        await world.Service.ImportAsync(header + Rows(26) + "100,Active,new,T,\n");
        await UntilAsync(world.Service, static found => found["quarantine"] is not null);
        world.Target.Fault = static (_, _) => TargetFaultMode.None;
        await UntilAsync(world.Service, static found => found["quarantine"] is null);
        world.Target.Users.Count.ShouldBe(61);
        world.Target.Users.ShouldAllBe(user => user["IsActive"] == "true");
    }

    [Fact]
    public async Task Throttling_longer_than_any_number_of_tries_fails_nobody()
    {
        await using var target = await BreakableTarget.StartAsync();
        var throttled = 0;
        target.Fault = (method, _) => method == "POST" && Interlocked.Increment(ref throttled) <= 20 ? TargetFaultMode.Throttle : TargetFaultMode.None;
        await using var world = await World.StartAsync(Csv, target);
        (await world.Service.StateAsync())["totals"]!["failed"]!.GetValue<int>().ShouldBe(0);
        target.Users.Count.ShouldBe(2);
        (await UntilAsync(world.Service, static _ => true))["quarantine"].ShouldBeNull();
    }

    [Fact]
    public async Task Operator_quarantines_a_job_and_start_lifts_it()
    {
        await using var world = await World.StartAsync(Csv);
        await world.Service.Http.PostAsJsonAsync($"/api/v1/jobs/{world.Service.JobId}/quarantine", new { reason = "QuarantineOnDemand", note = "look first" });
        await world.Service.ImportAsync(Csv + "3,Active,c,T,\n");
        var state = await world.Service.UntilAsync(now => now["waitingFor"]?.ToString() == "operator");
        state["lastError"]!.ToString().ShouldContain("look first");
        world.Target.Users.Count.ShouldBe(2);
        await world.Service.CommandAsync("start");
        await world.Service.SettledAsync();
        world.Target.Users.Count.ShouldBe(3);
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> UntilAsync(ServiceUnderTest service, Func<System.Text.Json.Nodes.JsonObject, bool> wanted)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await service.GetAsync($"/api/v1/jobs/{service.JobId}/quarantine");
            if (wanted(found))
                return found;
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(ServiceUnderTest.Limit, found.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
