using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Memberships;

/// <summary>Groups and their members through a whole job: source, cycle, wire.</summary>
public sealed class MembershipTests
{
    [Fact]
    public async Task Groups_come_with_their_members_and_follow_them()
    {
        await using var target = await ScriptedTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        var (ann, bob) = (await UserAsync(service, "ann"), await UserAsync(service, "bob"));
        var sales = await GroupAsync(service, "Sales", ann, bob);
        await ConnectAsync(service, target);
        await service.SettledAsync();
        Members(target, "Sales").ShouldBe(["ann", "bob"]);

        await LeaveAsync(service, sales, bob);
        await service.SettledAsync();
        Members(target, "Sales").ShouldBe(["ann"]);

        var cid = await UserAsync(service, "cid");
        await JoinAsync(service, sales, cid);
        await service.SettledAsync();
        Members(target, "Sales").ShouldBe(["ann", "cid"]);
        target.DuplicateCreates.ShouldBe(0);
    }

    [Fact]
    public async Task One_more_member_costs_one_small_request()
    {
        await using var target = await ScriptedTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        List<string> users = [];
        for (var number = 0; number < 120; number++)
            users.Add(await UserAsync(service, string.Create(CultureInfo.InvariantCulture, $"u{number}")));
        var group = await GroupAsync(service, "Everybody", [.. users.Take(119)]);
        await ConnectAsync(service, target);
        await service.SettledAsync();

        var before = target.Journal.Count;
        await JoinAsync(service, group, users[119]);
        await service.SettledAsync();
        var call = target.Journal.Skip(before).ShouldHaveSingleItem();
        (call.Method, call.Endpoint).ShouldBe(("PATCH", "Groups"));
        call.BodyText.Length.ShouldBeLessThan(250);
        Members(target, "Everybody").Count.ShouldBe(120);
    }

    /// <summary>S/CYCLE-17: whoever is linked after the group is put into it then.</summary>
    [Fact]
    public async Task Members_that_come_into_use_later_are_added_then()
    {
        await using var target = await ScriptedTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        var late = await UserAsync(service, "late", enabled: false);
        await GroupAsync(service, "Sales", late);
        await ConnectAsync(service, target);
        await service.SettledAsync();
        Members(target, "Sales").ShouldBeEmpty();

        using var patch = await service.Http.PatchAsJsonAsync($"/v1.0/users/{late}", new { accountEnabled = true });
        patch.EnsureSuccessStatusCode();
        await service.SettledAsync();
        Members(target, "Sales").ShouldBe(["late"]);
    }

    /// <summary>S/SCOPE-2: direct members of an assigned group are in scope, nobody else; who leaves it is disabled.</summary>
    [Fact]
    public async Task Assigned_groups_bring_their_members_into_scope_and_take_them_out()
    {
        await using var target = await ScriptedTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        var (ann, bob) = (await UserAsync(service, "ann"), await UserAsync(service, "bob"));
        await UserAsync(service, "cid");
        var group = await GroupAsync(service, "Sales", ann, bob);
        await ConnectAsync(service, target, syncAll: false);
        await service.SettledAsync();
        target.Users.ShouldBeEmpty();

        await service.PostAsync(
            $"/v1.0/servicePrincipals/{service.ApplicationId}/appRoleAssignedTo",
            new { principalId = group, resourceId = service.ApplicationId, appRoleId = "00000000-0000-0000-0000-000000000000" });
        await service.SettledAsync();
        Names(target.Users).ShouldBe(["ann", "bob"]);

        await LeaveAsync(service, group, bob);
        await service.SettledAsync();
        target.Users.Single(user => (string?)user["userName"] == "bob")["active"]!.GetValue<bool>().ShouldBeFalse();
        target.Users.Single(user => (string?)user["userName"] == "ann")["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    /// <summary>S/EVT-2: a leaver does not wait for the end of an initial cycle.</summary>
    [Fact]
    public async Task Leavers_overtake_an_initial_cycle()
    {
        await using var target = await ScriptedTarget.StartAsync();
        await using var service = await ServiceUnderTest.StartAsync();
        var leaver = await UserAsync(service, "leaver");
        await ConnectAsync(service, target);
        await service.SettledAsync();

        var rows = string.Concat(Enumerable.Range(0, 600).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number},Active,n{number},Name {number}\n")));
        await service.ImportAsync("WorkerID,Status,UserID,FullName\n" + rows);
        target.On(call => call.Method == "POST", new ScriptedFault { Does = true, Before = token => Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System, token) });
        await service.CommandAsync("restart");
        await service.UntilAsync(_ => target.Users.Count > 30);
        using var patch = await service.Http.PatchAsJsonAsync($"/v1.0/users/{leaver}", new { accountEnabled = false });
        patch.EnsureSuccessStatusCode();
        await service.UntilAsync(_ => target.Users.Any(user => (string?)user["userName"] == "leaver" && user["active"]!.GetValue<bool>() is false));
        target.Users.Count.ShouldBeLessThan(601);
        await service.SettledAsync();
        target.Users.Count.ShouldBe(601);
    }

    private static async Task ConnectAsync(ServiceUnderTest service, ScriptedTarget target, bool syncAll = true)
    {
        var application = (await service.PostAsync("/v1.0/servicePrincipals", new { displayName = "Scripted" }))["id"]!.ToString();
        var secrets = new
        {
            value = new[]
            {
                new { key = "BaseAddress", value = target.BaseAddress.ToString() },
                new { key = "SecretToken", value = ScriptedTarget.Token },
                new { key = "SyncAll", value = syncAll ? "true" : "false" },
            },
        };
        using var put = await service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{application}/synchronization/secrets", secrets);
        put.EnsureSuccessStatusCode();
        await service.PostAsync($"/v1.0/servicePrincipals/{application}/synchronization/jobs", new { templateId = "scim" });
        await service.ResumeAsync();
        await service.CommandAsync("start");
    }

    private static async Task<string> UserAsync(ServiceUnderTest service, string name, bool enabled = true) => (await service.PostAsync(
        "/v1.0/users", new { userPrincipalName = name, displayName = name, mailNickname = name, accountEnabled = enabled }))["id"]!.ToString();

    private static async Task<string> GroupAsync(ServiceUnderTest service, string name, params string[] members)
    {
        var id = (await service.PostAsync("/v1.0/groups", new { displayName = name, mailNickname = name, mailEnabled = false, securityEnabled = true }))["id"]!.ToString();
        foreach (var member in members)
            await JoinAsync(service, id, member);
        return id;
    }

    private static async Task JoinAsync(ServiceUnderTest service, string group, string member)
    {
        var body = new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects/{member}" };
        using var answer = await service.Http.PostAsJsonAsync($"/v1.0/groups/{group}/members/$ref", body);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task LeaveAsync(ServiceUnderTest service, string group, string member)
    {
        using var answer = await service.Http.DeleteAsync($"/v1.0/groups/{group}/members/{member}/$ref");
        answer.EnsureSuccessStatusCode();
    }

    private static List<string> Members(ScriptedTarget target, string group)
    {
        var found = target.Groups.SingleOrDefault(item => (string?)item["displayName"] == group);
        if (found is null)
            return [];
        var ids = target.MembersOf(found["id"]!.ToString()).ToHashSet(StringComparer.Ordinal);
        return Names(target.Users.Where(user => ids.Contains(user["id"]!.ToString())));
    }

    private static List<string> Names(IEnumerable<JsonObject> users) => [.. users.Select(user => user["userName"]!.ToString()).Order(StringComparer.Ordinal)];
}
