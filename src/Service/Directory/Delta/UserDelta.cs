namespace Sutler.Service.Directory.Delta;

/// <summary>Follows users: a snapshot in the order of ids, then the feed. What is shown of a user is always what they are now.</summary>
internal sealed class UserDelta(DeltaStore store)
{
    public async Task<DeltaPage> ReadAsync(DeltaToken token, int size, CancellationToken cancellationToken)
    {
        var json = new DeltaJson(DirectoryTypes.User, token.Select);
        if (token.Snapshot)
        {
            var users = await store.UsersAfterAsync(token, size + 1, cancellationToken);
            var more = users.Count > size;
            var next = more ? token with { After = users[size - 1].Id } : token with { Snapshot = false, After = null };
            return new DeltaPage([.. users.Take(size).Select(user => json.User(user.Id, user))], next, more);
        }

        var (rows, head) = await store.FeedAsync(token, "'User'", size, cancellationToken);
        var full = rows.Count == size;
        var ids = rows.Select(row => row.ObjectId).Distinct(StringComparer.Ordinal).ToList();
        var found = await store.UsersAsync(ids, cancellationToken);
        return new DeltaPage([.. ids.Select(id => json.User(id, found.GetValueOrDefault(id)))], token with { Position = full ? rows[^1].Position : head }, full);
    }
}
