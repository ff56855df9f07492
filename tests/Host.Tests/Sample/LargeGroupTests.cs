using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;

namespace Sutler.Host.Tests.Sample;

/// <summary>Groups so large that a PATCH looks at a part of them only: answer, cache and target say the same after every one.</summary>
public sealed class LargeGroupTests
{
    private const int Users = 900;

    [Fact]
    public async Task Random_changes_leave_answer_cache_and_target_equal()
    {
        const int Seed = 20260;
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}");
        var random = new Random(Seed);
        await using var host = new SampleHost();
        await host.StartAsync();
        var ids = await UsersAsync(host);
        var members = ids.Take(600).ToHashSet(StringComparer.Ordinal);
        var team = await host.CreateAsync("Groups", $$"""{"displayName":"Team","members":{{Values(members)}}}""");
        await using var target = host.Open();

        for (var round = 0; round < 60; round++)
        {
            var some = random.GetItems(ids, random.Next(1, 5)).Distinct().ToList();
            var (operation, wanted) = random.Next(6) switch
            {
                0 => ($$"""{"op":"Remove","path":"members[value eq \"{{some[0]}}\"]"}""", members.Except([some[0]])),
                1 or 2 => ($$"""{"op":"Remove","path":"members","value":{{Values(some)}}}""", members.Except(some)),
                3 => ($$"""{"op":"Replace","path":"displayName","value":"Team {{round}}"}""", members),
                _ => ($$"""{"op":"Add","path":"members","value":{{Values(some)}}}""", members.Union(some)),
            };
            members = wanted.ToHashSet(StringComparer.Ordinal);
            var (status, body) = await host.PatchAsync($"Groups/{team}", operation);

            status.ShouldBe(HttpStatusCode.OK, operation);
            body["members"]!.AsArray().Select(Id).ShouldBe(members, ignoreOrder: true, operation);
            (await target.QueryAsync<string>("SELECT MemberId FROM GroupMembers")).Order(StringComparer.Ordinal).ShouldBe(members.Order(StringComparer.Ordinal), operation);
        }

        (await host.GetAsync($"Users/{members.First()}"))["groups"]!.AsArray().Select(Id).ShouldBe([team]);
        (await host.GetAsync($"Users/{ids.First(id => !members.Contains(id))}")).ShouldNotContainKey("groups");
    }

    [Fact]
    public async Task What_removes_every_member_or_gives_the_whole_list_still_does()
    {
        await using var host = new SampleHost();
        await host.StartAsync();
        var ids = await UsersAsync(host);
        var team = await host.CreateAsync("Groups", $$"""{"displayName":"Team","members":{{Values(ids.Take(600))}}}""");

        (await host.PatchAsync($"Groups/{team}", $$"""{"op":"Replace","path":"members","value":{{Values(ids.Skip(100).Take(600))}}}""")).Body["members"]!.AsArray().Count.ShouldBe(600);
        (await host.PatchAsync($"Groups/{team}", $$"""{"op":"Remove","path":"members","value":{{Values(ids)}}}""")).Body.ShouldNotContainKey("members");
        (await host.PatchAsync($"Groups/{team}", $$"""{"op":"Add","path":"members","value":{{Values(ids)}}}""")).Body["members"]!.AsArray().Count.ShouldBe(Users);
        (await host.PatchAsync($"Groups/{team}", """{"op":"Remove","path":"members"}""")).Body.ShouldNotContainKey("members");
        await using var target = host.Open();
        (await target.QuerySingleAsync<long>("SELECT COUNT(*) FROM GroupMembers")).ShouldBe(0);
    }

    private static async Task<string[]> UsersAsync(SampleHost host)
    {
        var ids = new string[Users];
        await Parallel.ForAsync(0, Users, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            ids[i] = await host.CreateAsync("Users", string.Create(CultureInfo.InvariantCulture, $$"""{"userName":"u{{i}}"}""")));
        return ids;
    }

    private static string Values(IEnumerable<string> ids) => new JsonArray([.. ids.Select(id => new JsonObject { ["value"] = id })]).ToJsonString();

    private static string Id(JsonNode? item) => item!["value"]!.GetValue<string>();
}
