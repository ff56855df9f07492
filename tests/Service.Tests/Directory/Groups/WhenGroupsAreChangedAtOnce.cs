using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Groups;
using Sutler.Storage;

namespace Sutler.Service.Tests.Directory.Groups;

/// <summary>Many writers link, delete, restore and purge the same few users and groups at the same moment. Compiled a second time for PostgreSQL.</summary>
public sealed class WhenGroupsAreChangedAtOnce
{
    private const int Writers = 6;
    private const int Steps = 30;

    [Fact]
    public async Task The_feed_has_no_gap_and_tells_the_memberships_that_are_left()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (users, groups) = (service.Services.GetRequiredService<DirectoryStore>(), service.Services.GetRequiredService<GroupStore>());
        var userIds = new List<string>();
        var groupIds = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            userIds.Add((await users.CreateAsync(new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["userPrincipalName"] = $"u{i}" }, CancellationToken.None)).Id);
            groupIds.Add((await groups.CreateAsync(new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase) { ["displayName"] = $"g{i}" }, [], CancellationToken.None)).Id);
        }

        await Task.WhenAll(Enumerable.Range(1, Writers).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var step = 0; step < Steps; step++)
                await StepAsync(random, (users, userIds), (groups, groupIds));
        })));

        var database = service.Services.GetRequiredService<Database>();
        var rows = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Position, string Type, string Id, string? Related, string Kind)>(
                "SELECT position, object_type, object_id, related_id, kind FROM directory_feed ORDER BY position")).ToList(),
            CancellationToken.None);
        rows.Select(row => row.Position).ShouldBe(Enumerable.Range(1, rows.Count).Select(position => (long)position));
        var told = new HashSet<(string, string)>();
        foreach (var row in rows)
        {
            if (row is { Type: FeedObject.Group, Kind: FeedKind.Purged })
                told.RemoveWhere(pair => pair.Item1 == row.Id);
            else if (row.Type == FeedObject.Membership)
                (row.Kind == FeedKind.Added ? told.Add((row.Id, row.Related!)) : told.Remove((row.Id, row.Related!))).ShouldBeTrue($"position {row.Position}");
        }

        var kept = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(string, string)>("SELECT group_id, member_id FROM directory_member")).ToHashSet(), CancellationToken.None);
        kept.Order().ShouldBe(told.Order());
        var orphans = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                """
                SELECT COUNT(*) FROM directory_member m WHERE NOT EXISTS (SELECT 1 FROM directory_group g WHERE g.id = m.group_id)
                OR NOT EXISTS (SELECT 1 FROM directory_user u WHERE u.id = m.member_id UNION ALL SELECT 1 FROM directory_group g WHERE g.id = m.member_id)
                """),
            CancellationToken.None);
        orphans.ShouldBe(0);
    }

    private static async Task StepAsync(Random random, (DirectoryStore Store, List<string> Ids) users, (GroupStore Store, List<string> Ids) groups)
    {
        var (user, group) = (users.Ids[random.Next(6)], groups.Ids[random.Next(6)]);
        try
        {
            await (random.Next(12) switch
            {
                < 5 => groups.Store.AddMemberAsync(group, random.Next(4) == 0 ? groups.Ids[random.Next(6)] : user, CancellationToken.None),
                < 7 => groups.Store.RemoveMemberAsync(group, user, CancellationToken.None),
                7 => users.Store.DeleteAsync(user, CancellationToken.None),
                8 => users.Store.RestoreAsync(user, CancellationToken.None),
                9 => groups.Store.DeleteAsync(group, CancellationToken.None),
                10 => groups.Store.RestoreAsync(group, CancellationToken.None),
                _ when random.Next(3) == 0 => users.Store.PurgeAsync(user, CancellationToken.None),
                _ => groups.Store.PurgeAsync(group, CancellationToken.None),
            });
        }
        catch (ApiException)
        {
            // Another writer was faster: refused, and nothing is left of it.
        }
    }
}
