using System.Text.Json.Nodes;
using Sutler.Service.Directory.Groups;

namespace Sutler.Service.Directory.Delta;

/// <summary>
/// Follows groups and their members: a snapshot in the order of ids, then the feed. A group with many members spreads over pages. What is
/// shown of a group is what it is now; of a membership what the last row of the page says. A group that comes back comes with all its members.
/// </summary>
internal sealed class GroupDelta(DeltaStore store)
{
    /// <summary>Most memberships on a page.</summary>
    private const int MostMembers = 1000;

    public async Task<DeltaPage> ReadAsync(DeltaToken token, int size, CancellationToken cancellationToken)
    {
        var json = new DeltaJson(DirectoryTypes.Group, token.Select);
        if (token.After is { } groupId && token.AfterMember is not null)
            return await ContinueAsync(token, groupId, cancellationToken);
        return token.Snapshot ? await SnapshotAsync(token, json, size, cancellationToken) : await ChangesAsync(token, json, size, cancellationToken);
    }

    /// <summary>Goes on with the members of one group.</summary>
    private async Task<DeltaPage> ContinueAsync(DeltaToken token, string groupId, CancellationToken cancellationToken)
    {
        var members = await store.MembersAfterAsync(groupId, token.AfterMember!, MostMembers + 1, cancellationToken);
        var shown = members.Take(MostMembers).Select(row => DeltaJson.Reference(row.MemberId, row.MemberType));
        var next = members.Count > MostMembers ? token with { AfterMember = members[MostMembers - 1].MemberId }
            : token.Snapshot ? token with { AfterMember = null }
            : token with { After = null, AfterMember = null };
        return new DeltaPage(members.Count == 0 ? [] : [DeltaJson.WithMembers(DeltaJson.Id(groupId), shown)], next, true);
    }

    private async Task<DeltaPage> SnapshotAsync(DeltaToken token, DeltaJson json, int size, CancellationToken cancellationToken)
    {
        var groups = await store.GroupsAfterAsync(token, size + 1, cancellationToken);
        var page = groups.Take(size).ToList();
        var members = json.HasMembers ? await store.MembersOfAsync(page.Select(group => group.Id), MostMembers + 1, cancellationToken) : [];
        var cut = members.Count > MostMembers ? members[MostMembers].GroupId : null;
        var byGroup = members.Take(MostMembers).ToLookup(row => row.GroupId, StringComparer.Ordinal);
        var shown = new List<JsonObject>();
        foreach (var group in page)
        {
            var own = byGroup[group.Id].ToList();
            shown.Add(DeltaJson.WithMembers(json.Group(group.Id, group), own.Select(row => DeltaJson.Reference(row.MemberId, row.MemberType))));
            if (group.Id == cut)
                return new DeltaPage(shown, token with { After = cut, AfterMember = own.Count > 0 ? own[^1].MemberId : "" }, true);
        }

        var more = groups.Count > size;
        return new DeltaPage(shown, more ? token with { After = page[^1].Id } : token with { Snapshot = false, After = null }, more);
    }

    private async Task<DeltaPage> ChangesAsync(DeltaToken token, DeltaJson json, int size, CancellationToken cancellationToken)
    {
        var (rows, head) = await store.FeedAsync(token, json.HasMembers ? "'Group', 'Membership'" : "'Group'", size, cancellationToken);
        var full = rows.Count == size;
        var groups = await store.GroupsAsync(rows.Select(row => row.ObjectId).Distinct(StringComparer.Ordinal), cancellationToken);
        var restored = json.HasMembers ? rows.FindIndex(row => IsRestoring(row, groups)) : -1;
        if (restored >= 0)
            rows.RemoveRange(restored + 1, rows.Count - restored - 1);

        var nested = await store.GroupsAsync(rows.Where(row => row.Kind == FeedKind.Added).Select(row => row.RelatedId!).Distinct(StringComparer.Ordinal), cancellationToken);
        var shown = rows.GroupBy(row => row.ObjectId, StringComparer.Ordinal).Select(changes => Show(json, changes, groups.GetValueOrDefault(changes.Key), nested)).ToList();
        if (restored >= 0)
            return new DeltaPage(shown, token with { Position = rows[^1].Position, After = rows[^1].ObjectId, AfterMember = "" }, true);
        return new DeltaPage(shown, token with { Position = full ? rows[^1].Position : head }, full);
    }

    private static bool IsRestoring(FeedRow row, Dictionary<string, DirectoryGroup> groups) =>
        row.ObjectType == FeedObject.Group && groups.GetValueOrDefault(row.ObjectId) is { DeletedAt: null } group && group.RestoredVersion == row.Position;

    private static JsonObject Show(DeltaJson json, IGrouping<string, FeedRow> changes, DirectoryGroup? group, Dictionary<string, DirectoryGroup> nested)
    {
        if (group is null || group.DeletedAt is not null)
            return json.Group(changes.Key, group);
        var members = changes.Where(row => row.ObjectType == FeedObject.Membership).GroupBy(row => row.RelatedId!, StringComparer.Ordinal).Select(rows => rows.Last());
        var shown = changes.Any(row => row.ObjectType == FeedObject.Group) ? json.Group(group.Id, group) : DeltaJson.Id(group.Id);
        return DeltaJson.WithMembers(shown, members.Select(row => row.Kind == FeedKind.Removed
            ? DeltaJson.RemovedMember(row.RelatedId!)
            : DeltaJson.Reference(row.RelatedId!, nested.ContainsKey(row.RelatedId!) ? FeedObject.Group : FeedObject.User)));
    }
}
