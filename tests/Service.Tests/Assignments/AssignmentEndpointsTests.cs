using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Assignments;
using Sutler.Service.Directory;
using Sutler.Storage;
using Sutler.Testing;

namespace Sutler.Service.Tests.Assignments;

public sealed class AssignmentEndpointsTests
{
    private const string Role = "0d1a1c5e-4a8e-4a57-9d0a-1f5a3f1f0001";

    [Fact]
    public async Task Assigns_from_either_side_and_says_so_in_the_feed()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (application, user, group) = await WorldAsync(service);
        var made = await service.PostAsync($"/v1.0/servicePrincipals/{application}/appRoleAssignedTo", new { principalId = user, resourceId = application, appRoleId = AssignmentRow.DefaultRole });
        (made["principalType"]!.ToString(), made["resourceDisplayName"]!.ToString()).ShouldBe(("User", "App"));
        var ofGroup = (await service.PostAsync($"/beta/groups/{group}/appRoleAssignments", new { resourceId = application, transitive = true }))["id"]!.ToString();
        var listed = (await service.GetAsync($"/v1.0/servicePrincipals/{application}/appRoleAssignedTo?$count=true&$top=1"));
        listed["@odata.count"]!.GetValue<int>().ShouldBe(2);
        (await service.GetAsync(listed["@odata.nextLink"]!.ToString()))["value"]!.AsArray().ShouldHaveSingleItem();
        (await service.GetAsync($"/v1.0/users/{user}/appRoleAssignments"))["value"]![0]!["principalDisplayName"]!.ToString().ShouldBe("Ada");
        (await FeedAsync(service)).ShouldBe([(user, application), (group, application)]);
        (await service.Http.DeleteAsync($"/v1.0/users/{user}/appRoleAssignments/{ofGroup}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.DeleteAsync($"/v1.0/groups/{group}/appRoleAssignments/{ofGroup}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await FeedAsync(service)).Count.ShouldBe(3);
        await service.Http.DeleteAsync("/v1.0/users/" + user);
        await service.Http.DeleteAsync("/v1.0/directory/deletedItems/" + user);
        (await service.GetAsync($"/v1.0/servicePrincipals/{application}/appRoleAssignedTo"))["value"]!.AsArray().ShouldBeEmpty();
        (await FeedAsync(service)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Refuses_what_cannot_be_assigned_and_says_why()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (application, user, _) = await WorldAsync(service);
        var plain = (await service.PostAsync("/v1.0/groups", new { displayName = "mail only", securityEnabled = false }))["id"]!.ToString();
        var path = $"/v1.0/servicePrincipals/{application}/appRoleAssignedTo";
        await RefusedAsync(service, path, new { principalId = plain }, HttpStatusCode.BadRequest, "not security enabled");
        await RefusedAsync(service, path, new { principalId = Guid.NewGuid() }, HttpStatusCode.NotFound, "in the directory");
        await RefusedAsync(service, path, new { principalId = user, appRoleId = Role }, HttpStatusCode.BadRequest, "no enabled role");
        await RefusedAsync(service, path, new { principalId = user, resourceId = Guid.NewGuid() }, HttpStatusCode.BadRequest, "the path says");
        await RefusedAsync(service, path, new { principalId = user, validFrom = "2026-02-01", validUntil = "2026-01-01" }, HttpStatusCode.BadRequest, "later than");
        await RefusedAsync(service, path, new { principalId = user, until = "2026-01-01" }, HttpStatusCode.BadRequest, "not part of an assignment");
        await RefusedAsync(service, path, new { }, HttpStatusCode.BadRequest, "principalId");
        await service.PostAsync(path, new { principalId = user });
        await RefusedAsync(service, path, new { principalId = user }, HttpStatusCode.Conflict, "this role already");
    }

    [Fact]
    public async Task Keeps_roles_of_an_application_and_none_that_is_assigned_goes()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (application, user, _) = await WorldAsync(service);
        var roles = new { value = new[] { new { id = Role, displayName = "Editor", value = "editor", allowedMemberTypes = new[] { "User" } } } };
        (await service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{application}/appRoles", roles)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.GetAsync($"/v1.0/servicePrincipals/{application}/appRoles"))["value"]![0]!["value"]!.ToString().ShouldBe("editor");
        await service.PostAsync($"/v1.0/servicePrincipals/{application}/appRoleAssignedTo", new { principalId = user, appRoleId = Role });
        (await service.Http.PutAsJsonAsync($"/v1.0/servicePrincipals/{application}/appRoles", new { value = Array.Empty<object>() })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Tells_once_when_an_assignment_begins_and_once_when_it_ends()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (application, user, _) = await WorldAsync(service);
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await service.PostAsync($"/v1.0/servicePrincipals/{application}/appRoleAssignedTo", new { principalId = user, validFrom = now.AddHours(1), validUntil = now.AddHours(2) });
        var time = new ManualTimeProvider(now);
        var clock = new AssignmentClock(service.Services.GetRequiredService<Database>(), service.Services.GetRequiredService<DirectoryChanges>(), time);
        var counts = new List<int>();
        foreach (var minutes in (int[])[0, 30, 31, 1, 57, 2, 60])
        {
            time.Advance(TimeSpan.FromMinutes(minutes));
            await clock.TickAsync(CancellationToken.None);
            counts.Add((await FeedAsync(service)).Count);
        }

        counts.ShouldBe([1, 1, 2, 2, 2, 3, 3]);
        (await new AssignmentClock(service.Services.GetRequiredService<Database>(), service.Services.GetRequiredService<DirectoryChanges>(), new ManualTimeProvider(now))
            .TickAsync(CancellationToken.None))!.Value.ShouldBeInRange(now.AddHours(1), now.AddHours(1).AddSeconds(2));
    }

    private static async Task<(string Application, string User, string Group)> WorldAsync(ServiceUnderTest service) =>
        ((await service.PostAsync("/v1.0/servicePrincipals", new { displayName = "App" }))["id"]!.ToString(),
        (await service.PostAsync("/v1.0/users", new { userPrincipalName = "ada", displayName = "Ada" }))["id"]!.ToString(),
        (await service.PostAsync("/v1.0/groups", new { displayName = "G" }))["id"]!.ToString());

    private static async Task RefusedAsync(ServiceUnderTest service, string path, object body, HttpStatusCode status, string expected)
    {
        using var answer = await service.Http.PostAsJsonAsync(path, body);
        var text = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString();
        answer.StatusCode.ShouldBe(status, text);
        text.ShouldContain(expected);
    }

    private static Task<List<(string, string)>> FeedAsync(ServiceUnderTest service) => service.Services.GetRequiredService<Database>().ReadAsync(
        async connection => (await connection.QueryAsync<(string, string)>("SELECT object_id, related_id FROM directory_feed WHERE object_type = 'Assignment' ORDER BY position")).ToList(),
        CancellationToken.None);
}
