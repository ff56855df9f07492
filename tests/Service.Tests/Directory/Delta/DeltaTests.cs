using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Storage;

namespace Sutler.Service.Tests.Directory.Delta;

public sealed class DeltaTests
{
    /// <summary>
    /// Whoever follows the links has what a full read shows, whatever happens in between and however small the pages are: random histories of
    /// users, groups, memberships and managers, read at random moments, also in the middle of a snapshot (S/SRC-1, S/SRC-2).
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_client_that_follows_has_what_a_full_read_shows(int seed)
    {
        var random = new Random(seed);
        await using var service = await ServiceUnderTest.StartAsync();
        var history = new DirectoryHistory(service.Http, random);
        var followers = (DeltaFollower[])
        [
            new(service.Http, "/v1.0/users/delta?$select=id,displayName,manager", 3),
            new(service.Http, "/v1.0/groups/delta", 2),
            new(service.Http, "/beta/groups/delta?$select=displayName", 50),
        ];
        for (var step = 0; step < 120; step++)
        {
            await history.StepAsync();
            if (random.Next(3) == 0)
                await followers[random.Next(followers.Length)].PageAsync();
        }

        foreach (var follower in followers)
            await follower.ToTheEndAsync();
        followers[0].Shown().ShouldBe(await history.UsersAsync(), $"users, seed {seed}");
        followers[1].Shown().ShouldBe(await history.GroupsAsync(members: true), $"groups, seed {seed}");
        followers[2].Shown().ShouldBe(await history.GroupsAsync(members: false), $"groups without members, seed {seed}");
    }

    [Fact]
    public async Task Says_what_was_removed_and_whether_it_can_come_back()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.PostAsync("/v1.0/users", new { userPrincipalName = "a" }))["id"]!.ToString();
        var link = (await service.GetAsync("/v1.0/users/delta?$deltatoken=latest"))["@odata.deltaLink"]!.ToString();
        (await service.GetAsync(link))["value"]!.AsArray().ShouldBeEmpty();
        await service.Http.DeleteAsync("/v1.0/users/" + id);
        var deleted = await service.GetAsync(link);
        deleted["value"]!.ToJsonString().ShouldBe($$$"""[{"id":"{{{id}}}","@removed":{"reason":"changed"}}]""");
        await service.Http.DeleteAsync("/v1.0/directory/deletedItems/" + id);
        (await service.GetAsync(deleted["@odata.deltaLink"]!.ToString()))["value"]!.ToJsonString().ShouldBe($$$"""[{"id":"{{{id}}}","@removed":{"reason":"deleted"}}]""");
    }

    [Fact]
    public async Task Follows_only_the_ids_asked_for()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var ids = new List<string>();
        foreach (var name in (string[])["a", "b", "c"])
            ids.Add((await service.PostAsync("/v1.0/users", new { userPrincipalName = name }))["id"]!.ToString());
        var page = await service.GetAsync($"/v1.0/users/delta?$filter=id eq '{ids[0]}' or id eq '{ids[2]}'&$select=userPrincipalName");
        page["value"]!.AsArray().Select(user => user!["userPrincipalName"]!.ToString()).Order(StringComparer.Ordinal).ShouldBe(["a", "c"]);
        foreach (var id in ids)
            await service.Http.PatchAsJsonAsync("/v1.0/users/" + id, new { jobTitle = "x" });
        (await service.GetAsync(page["@odata.deltaLink"]!.ToString()))["value"]!.AsArray().Select(user => user!["id"]!.ToString()).Order(StringComparer.Ordinal)
            .ShouldBe(new[] { ids[0], ids[2] }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_gone_with_the_address_to_begin_again_when_the_feed_is_pruned()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "a" });
        var link = (await service.GetAsync("/v1.0/users/delta"))["@odata.deltaLink"]!.ToString();
        await service.PostAsync("/v1.0/users", new { userPrincipalName = "b" });
        await service.Services.GetRequiredService<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("DELETE FROM directory_feed; UPDATE directory_counter SET pruned = position", transaction: transaction), CancellationToken.None);
        using var gone = await service.Http.GetAsync(link);
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await gone.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["code"]!.ToString().ShouldBe("syncStateNotFound");
        (await service.GetAsync(gone.Headers.Location!.ToString()))["value"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("$deltatoken=nonsense", "not one that this service gave")]
    [InlineData("$skiptoken=AAAA", "not one that this service gave")]
    [InlineData("$top=5", "not for delta")]
    [InlineData("$orderby=id", "not for delta")]
    [InlineData("$filter=displayName eq 'a'", "by id alone")]
    [InlineData("$select=nothing", "no attribute")]
    public async Task Refuses_what_a_delta_query_does_not_take(string query, string expected)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var answer = await service.Http.GetAsync("/v1.0/users/delta?" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["message"]!.ToString().ShouldContain(expected);
    }

    [Fact]
    public async Task Spreads_the_members_of_a_large_group_over_pages_and_a_membership_costs_one_row()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync("WorkerID,UserID\n" + string.Concat(Enumerable.Range(1, 2500).Select(number => $"{number},u{number}\n")));
        var group = (await service.PostAsync("/v1.0/groups", new { displayName = "all" }))["id"]!.ToString();
        var database = service.Services.GetRequiredService<Database>();
        var ids = await database.ReadAsync(async connection => (await connection.QueryAsync<string>("SELECT id FROM directory_user ORDER BY id")).ToList(), CancellationToken.None);
        await database.WriteAsync(transaction => Sutler.Service.Directory.Groups.MemberWriter.AddAsync(transaction, group, ids), CancellationToken.None);
        var follower = new DeltaFollower(service.Http, "/v1.0/groups/delta", 10);
        await follower.ToTheEndAsync();
        follower.Members(group).ShouldBe(ids);
        var before = (await service.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>();
        await service.Http.DeleteAsync($"/v1.0/groups/{group}/members/{ids[7]}/$ref");
        (await service.GetAsync("/health/ready"))["feedPosition"]!.GetValue<long>().ShouldBe(before + 1);
        var changes = await follower.PageAsync();
        changes.ToJsonString().ShouldBe($$$"""[{"id":"{{{group}}}","members@delta":[{"id":"{{{ids[7]}}}","@removed":{"reason":"deleted"}}]}]""");

        await service.Http.DeleteAsync("/v1.0/groups/" + group);
        await follower.ToTheEndAsync();
        follower.Members(group).ShouldBeEmpty();
        await service.Http.PostAsync($"/v1.0/directory/deletedItems/{group}/restore", null);
        await follower.ToTheEndAsync();
        follower.Members(group).Count.ShouldBe(2499);
    }
}
