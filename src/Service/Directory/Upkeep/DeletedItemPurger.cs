using Dapper;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Upkeep;

/// <summary>Removes for good what was deleted long enough ago (S/SRC-5), each object in a transaction of its own; and forgets old initial passwords.</summary>
internal sealed class DeletedItemPurger(Database database, DirectoryChanges changes, DirectoryOptions options, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>Purges what is old enough; returns the number of objects.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await database.WriteAsync(transaction => InitialPasswords.ForgetAsync(transaction, time.GetUtcNow() - options.InitialPasswords), cancellationToken);
        var purged = 0;
        foreach (var type in (DirectoryType[])[DirectoryTypes.User, DirectoryTypes.Group])
        {
            IReadOnlyList<string> ids;
            do
            {
                ids = await OldAsync(type, cancellationToken);
                foreach (var id in ids)
                    purged += await PurgeAsync(type, id, cancellationToken);
            }
            while (ids.Count == PageSize);
        }

        return purged;
    }

    private string Cutoff => DirectoryTime.Text(time.GetUtcNow() - options.DeletedItems)!;

    private Task<IReadOnlyList<string>> OldAsync(DirectoryType type, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>(
            $"SELECT id FROM {type.Table} WHERE tenant_id = @tenantId AND deleted_at <= @cutoff ORDER BY deleted_at, id LIMIT @limit",
            new { tenantId = Tenant.Default, cutoff = Cutoff, limit = PageSize })).AsList(),
        cancellationToken);

    /// <summary>Another node may have been faster, or somebody restored the object in between: then it is left alone.</summary>
    private Task<int> PurgeAsync(DirectoryType type, string id, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var found = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
                $"SELECT id FROM {type.Table} WHERE tenant_id = @tenantId AND id = @id AND deleted_at <= @cutoff" + RowLock.ForUpdate(transaction),
                new { tenantId = Tenant.Default, id, cutoff = Cutoff },
                transaction);
            if (found is null)
                return 0;
            await (type == DirectoryTypes.User ? DirectoryStore.PurgeAsync(transaction, id) : GroupStore.PurgeAsync(transaction, id));
            return 1;
        },
        cancellationToken);
}
