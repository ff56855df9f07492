using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Jobs;

public sealed class JobTests
{
    private const string Header = "WorkerID,Status,UserID,Title,ManagerID\n";

    [Fact]
    public async Task Carries_joiners_movers_and_leavers_and_nothing_else()
    {
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n2,Active,b,T,1\n3,Active,c,T,\n4,Inactive,d,T,\n");
        world.Target.Users.Count.ShouldBe(3);
        var before = world.Target.Requests.Count;

        await world.ImportAsync(Header + "1,Active,a,New,\n2,Active,b,T,1\n3,Inactive,c,T,\n4,Active,d,T,2\n");
        var users = world.Target.Users;
        users.Select(user => user["ContosoLogin"] + ":" + user["IsActive"] + ":" + user["Title"]).ShouldBe(["a:true:New", "b:true:T", "c:false:T", "d:true:T"]);
        world.Target.Requests.Skip(before).Count(request => !request.StartsWith("GET", StringComparison.Ordinal)).ShouldBe(3);
        var counters = (await world.Service.StateAsync())["totals"]!;
        (counters["created"]!.GetValue<int>(), counters["updated"]!.GetValue<int>(), counters["disabled"]!.GetValue<int>()).ShouldBe((4, 1, 1));
    }

    [Fact]
    public async Task Links_what_is_there_already_and_takes_nothing_away()
    {
        await using var target = await BreakableTarget.StartAsync();
        target.Add(("ContosoLogin", "A"), ("Title", "Old"), ("LastName", "Kept"), ("Manager", new JsonObject { ["value"] = "t-9" }));
        await using var world = await World.StartAsync(Header + "1,Active,a,New,77\n", target);
        target.Count("POST").ShouldBe(0);
        var user = target.Users.ShouldHaveSingleItem();
        (user["Title"], user["LastName"], user["Manager"], user["ContosoLogin"]).ShouldBe(("New", "Kept", "t-9", "A"));
        (await world.Service.StateAsync())["unresolvedReferences"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Sets_managers_in_any_order_and_when_they_are_linked_later()
    {
        await using var world = await World.StartAsync(Header + "1,Active,a,T,2\n2,Active,b,T,1\n3,Active,c,T,9\n");
        world.Manager("a").ShouldBe("b");
        world.Manager("b").ShouldBe("a");
        world.Manager("c").ShouldBeNull();

        await world.ImportAsync(Header + "1,Active,a,T,2\n2,Active,b,T,1\n3,Active,c,T,9\n9,Inactive,x,T,\n");
        world.Manager("c").ShouldBeNull();
        await world.ImportAsync(Header + "1,Active,a,T,\n2,Active,b,T,1\n3,Active,c,T,9\n9,Active,x,T,\n");
        world.Manager("c").ShouldBe("x");
        world.Manager("a").ShouldBeNull();
    }

    [Fact]
    public async Task Keeps_the_link_of_a_renamed_user_and_reports_the_key()
    {
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n");
        await world.ImportAsync(Header + "1,Active,renamed,New,\n");
        var user = world.Target.Users.ShouldHaveSingleItem();
        (user["ContosoLogin"], user["Title"]).ShouldBe(("a", "New"));
        var row = (await world.Service.LogAsync(" and provisioningStatusInfo/status eq 'warning'")).ShouldHaveSingleItem()!;
        row["provisioningStatusInfo"]!["errorInformation"]!["errorCode"]!.ToString().ShouldBe("TargetKeyImmutable");
    }

    [Fact]
    public async Task Deletes_at_the_target_when_a_user_is_purged()
    {
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n2,Active,b,T,1\n");
        var id = (await world.Service.GetAsync("/v1.0/users/a"))["id"]!.ToString();
        (await world.Service.Http.DeleteAsync("/v1.0/users/a")).EnsureSuccessStatusCode();
        await world.Service.SettledAsync();
        world.Target.Users[0]["IsActive"].ShouldBe("false");
        (await world.Service.Http.DeleteAsync("/v1.0/directory/deletedItems/" + id)).EnsureSuccessStatusCode();
        await world.Service.SettledAsync();
        world.Target.Users.Select(user => user["ContosoLogin"]).ShouldBe(["b"]);
        world.Manager("b").ShouldBeNull();
    }

    [Fact]
    public async Task Makes_a_linked_user_again_who_is_gone_from_the_target()
    {
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n");
        world.Target.Remove("a");
        await world.ImportAsync(Header + "1,Active,a,New,\n");
        world.Target.Users.ShouldHaveSingleItem()["Title"].ShouldBe("New");
    }

    [Fact]
    public async Task Fails_one_object_and_goes_on_with_the_others()
    {
        await using var target = await BreakableTarget.StartAsync();
        target.Fault = (method, path) => method == "GET" && path.EndsWith("eq \"b\"", StringComparison.Ordinal) ? TargetFaultMode.Refuse : TargetFaultMode.None;
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n2,Active,b,T,\n3,Active,c,T,\n", target);
        target.Users.Count.ShouldBe(2);
        var state = await world.Service.StateAsync();
        (state["totals"]!["failed"]!.GetValue<int>(), state["escrowed"]!.GetValue<int>()).ShouldBe((1, 1));
        var error = (await world.Service.LogAsync(" and provisioningStatusInfo/status eq 'failure'")).ShouldHaveSingleItem()!["provisioningStatusInfo"]!["errorInformation"]!;
        error["reason"]!.ToString().ShouldContain("400");

        target.Fault = static (_, _) => TargetFaultMode.None;
        await world.Service.CommandAsync("restart", new { criteria = new { resetScope = "Escrows" } });
        await world.Service.UntilAsync(now => now["escrowed"]!.GetValue<int>() == 0);
        target.Users.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Tries_a_reference_again_that_was_refused()
    {
        await using var target = await BreakableTarget.StartAsync();
        target.Fault = static (method, _) => method == "PATCH" ? TargetFaultMode.Refuse : TargetFaultMode.None;
        await using var world = await World.StartAsync(Header + "1,Active,a,T,2\n2,Active,b,T,1\n", target);
        var state = await world.Service.StateAsync();
        state["escrowed"]!.GetValue<int>().ShouldBeGreaterThan(0);
        state["unresolvedReferences"]!.GetValue<int>().ShouldBeGreaterThan(0);

        target.Fault = static (_, _) => TargetFaultMode.None;
        await world.Service.CommandAsync("restart", new { criteria = new { resetScope = "Escrows" } });
        await world.Service.UntilAsync(now => now["escrowed"]!.GetValue<int>() == 0 && now["unresolvedReferences"]!.GetValue<int>() == 0);
        world.Manager("a").ShouldBe("b");
        world.Manager("b").ShouldBe("a");
    }

    [Fact]
    public async Task Forgets_a_failed_user_who_is_gone()
    {
        await using var target = await BreakableTarget.StartAsync();
        target.Fault = static (method, _) => method == "POST" ? TargetFaultMode.Refuse : TargetFaultMode.None;
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n", target);
        var id = (await world.Service.GetAsync("/v1.0/users/a"))["id"]!.ToString();
        (await world.Service.Http.DeleteAsync("/v1.0/users/a")).EnsureSuccessStatusCode();
        (await world.Service.Http.DeleteAsync("/v1.0/directory/deletedItems/" + id)).EnsureSuccessStatusCode();
        await world.Service.CommandAsync("restart", new { criteria = new { resetScope = "Escrows" } });
        await world.Service.UntilAsync(now => now["escrowed"]!.GetValue<int>() == 0 && now["settled"]!.GetValue<bool>());
        target.Users.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sends_no_second_create_when_an_answer_is_lost()
    {
        await using var target = await BreakableTarget.StartAsync();
        var lost = 0;
        target.Fault = (method, _) => method == "POST" && Interlocked.Increment(ref lost) <= 3 ? TargetFaultMode.LoseAnswer : TargetFaultMode.None;
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n2,Active,b,T,\n3,Active,c,T,\n4,Active,d,T,\n", target);
        target.Users.Count.ShouldBe(4);
        target.Count("POST").ShouldBe(4);
        (await world.Service.StateAsync())["totals"]!["failed"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Refuses_a_target_object_that_another_user_has()
    {
        await using var target = await BreakableTarget.StartAsync();
        target.Unique = true;
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n", target);
        await world.ImportAsync(Header + "1,Active,b,T,\n2,Active,a,Other,\n");
        target.Users.ShouldHaveSingleItem()["Title"].ShouldBe("T");
        var row = (await world.Service.LogAsync(" and provisioningStatusInfo/status eq 'failure'")).ShouldHaveSingleItem()!;
        row["provisioningStatusInfo"]!["errorInformation"]!["errorCode"]!.ToString().ShouldBe("EntryConflict");
    }

    [Fact]
    public async Task Stops_for_a_refused_token_and_goes_on_with_the_right_one()
    {
        await using var target = await BreakableTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a,T,\n2,Active,b,T,\n");
        await service.ConnectAsync(target.BaseAddress, token: "wrong");
        var state = await service.UntilAsync(now => now["lastError"] is not null);
        state["lastError"]!.ToString().ShouldContain("SecretToken");
        state["totals"]!["failed"]!.GetValue<int>().ShouldBe(0);

        var secrets = new { value = new[] { new { key = "BaseAddress", value = target.BaseAddress.ToString() }, new { key = "SecretToken", value = BreakableTarget.Token }, new { key = "SyncAll", value = "true" } } };
        (await service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{service.ApplicationId}/synchronization/secrets", secrets)).EnsureSuccessStatusCode();
        await service.SettledAsync();
        target.Users.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Waits_for_a_target_that_is_away_and_fails_nobody()
    {
        var target = await BreakableTarget.StartAsync();
        var address = target.BaseAddress;
        await target.DisposeAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(Header + "1,Active,a,T,\n2,Active,b,T,\n");
        await service.ConnectAsync(address);
        await service.UntilAsync(now => now["waitingFor"]?.ToString() == "target");

        await using var back = await BreakableTarget.StartAsync(address.Port);
        var state = await service.SettledAsync();
        state["totals"]!["failed"]!.GetValue<int>().ShouldBe(0);
        state["waitingFor"].ShouldBeNull();
        back.Users.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Sends_a_trace_id_with_each_write_and_logs_it()
    {
        await using var world = await World.StartAsync(Header + "1,Active,a,T,\n");
        var row = (await world.Service.LogAsync()).ShouldHaveSingleItem()!;
        world.Target.Traces.ShouldContain(trace => trace.Contains(row["traceId"]!.ToString()));
    }

    [Fact]
    public async Task Holds_removals_when_they_are_too_many_and_creates_nevertheless()
    {
        var all = Enumerable.Range(1, 60).ToList();
        await using var world = await World.StartAsync(Header + Rows(all, _ => true));
        await world.Service.ImportAsync(Header + Rows(all, number => number > 25) + "100,Active,new,T,\n");
        var held = (await world.Service.UntilAsync(state => state["held"] is not null))["held"]!;
        (held["removals"]!.GetValue<int>(), held["linked"]!.GetValue<int>(), held["samples"]!.AsArray().Count).ShouldBe((25, 60, 10));
        await world.Service.UntilAsync(_ => world.Target.Users.Count == 61);
        world.Target.Users.ShouldAllBe(user => user["IsActive"] == "true");

        await world.Service.CommandAsync("restart", new { criteria = new { resetScope = "ForceDeletes" } });
        await world.Service.SettledAsync();
        world.Target.Users.Count(user => user["IsActive"] == "false").ShouldBe(25);
        world.Target.Users.Count.ShouldBe(61);
    }

    [Fact]
    public async Task Releases_a_held_cycle_when_the_source_takes_it_back_and_accepts_only_what_was_held()
    {
        var all = Enumerable.Range(1, 100).ToList();
        await using var world = await World.StartAsync(Header + Rows(all, _ => true));
        await world.Service.ImportAsync(Header + Rows(all, number => number > 30));
        await world.Service.UntilAsync(state => state["held"] is not null);
        await world.Service.ImportAsync(Header + Rows(all, number => number is > 30 and <= 70));
        await world.Service.UntilAsync(state => state["held"]?["removals"]?.GetValue<int>() == 60);
        await world.Service.ImportAsync(Header + Rows(all, number => number > 5));
        await world.Service.SettledAsync();
        world.Target.Users.Count(user => user["IsActive"] == "false").ShouldBe(5);
    }

    [Fact]
    public async Task Stops_at_the_border_of_a_batch_and_goes_on_at_the_next_start()
    {
        await using var target = await BreakableTarget.StartAsync();
        target.Latency = TimeSpan.FromMilliseconds(30);
        var folder = ServiceUnderTest.NewFolder();
        var service = await ServiceUnderTest.StartAsync(folder);
        await service.ImportAsync(Header + Rows([.. Enumerable.Range(1, 1000)], _ => true));
        await service.ConnectAsync(target.BaseAddress);
        await service.UntilAsync(state => state["totals"]!["created"]!.GetValue<int>() > 50);
        var began = TimeProvider.System.GetTimestamp();
        await service.DisposeAsync();
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(4));
        target.Users.Count.ShouldBeLessThan(1000);

        target.Latency = TimeSpan.Zero;
        await using var next = await ServiceUnderTest.StartAsync(folder);
        await next.ResumeAsync();
        await next.SettledAsync();
        target.Users.Count.ShouldBe(1000);
        target.Count("POST").ShouldBe(1000);
    }

    private static string Rows(IEnumerable<int> numbers, Func<int, bool> active) =>
        string.Concat(numbers.Select(number => $"{number},{(active(number) ? "Active" : "Inactive")},user{number},T,\n"));
}
