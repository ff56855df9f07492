using System.Data.Common;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Csv;

/// <summary>Reads and writes what an import needs, within its transaction.</summary>
internal sealed class ImportStore(DbTransaction transaction, string tenantId)
{
    private DbConnection Connection => transaction.Connection!;

    public async Task<Dictionary<string, ImportedRow>> RowsAsync()
    {
        var rows = await Connection.QueryAsync<ImportedRow>(
            "SELECT worker_id AS WorkerId, object_id AS ObjectId, row_hash AS Hash FROM import_row WHERE tenant_id = @tenantId", new { tenantId }, transaction);
        return rows.ToDictionary(row => row.WorkerId, StringComparer.Ordinal);
    }

    public async Task<Dictionary<string, DirectoryUser>> UsersAsync(IEnumerable<string> all)
    {
        var users = new Dictionary<string, DirectoryUser>(StringComparer.Ordinal);
        foreach (var ids in Chunks.Of(all))
        {
            var rows = await Connection.QueryAsync<UserRow>(
                $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND {IdList.In("id")} ORDER BY id{RowLock.ForUpdate(transaction)}", new { tenantId, ids = IdList.Of(ids) }, transaction);
            foreach (var row in rows)
                users[row.Id] = row.ToUser();
        }

        return users;
    }

    /// <summary>Ids of users who have these worker ids already, though no file brought them.</summary>
    public Task<Dictionary<string, string>> IdsByEmployeeAsync(IEnumerable<string> workers) =>
        PairsAsync("employee_id", workers);

    /// <summary>Ids of the users who have these names.</summary>
    public Task<Dictionary<string, string>> IdsByNameAsync(IEnumerable<string> names) =>
        PairsAsync("upn_key", names);

    public Task SaveRowsAsync(IEnumerable<ImportedRow> rows) => ManyRows.WriteAsync(
        transaction,
        """
        INSERT INTO import_row (tenant_id, worker_id, object_id, row_hash) VALUES (@tenantId, @WorkerId, @ObjectId, @Hash)
        ON CONFLICT (tenant_id, worker_id) DO UPDATE SET object_id = excluded.object_id, row_hash = excluded.row_hash
        """,
        rows.Select(row => new { tenantId, row.WorkerId, row.ObjectId, row.Hash }));

    public Task<int> UnresolvedManagersAsync() => Connection.ExecuteScalarAsync<int>(
        """
        SELECT COUNT(*) FROM directory_user
        WHERE tenant_id = @tenantId AND manager_employee_id IS NOT NULL AND manager_id IS NULL AND deleted_at IS NULL
        """,
        new { tenantId },
        transaction);

    private async Task<Dictionary<string, string>> PairsAsync(string column, IEnumerable<string> values)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = await Connection.QueryAsync<(string Key, string Id)>(
            $"SELECT {column}, id FROM directory_user WHERE tenant_id = @tenantId AND deleted_at IS NULL AND {IdList.In(column)}",
            new { tenantId, ids = IdList.Of(values) },
            transaction);
        foreach (var (key, id) in rows)
            found.TryAdd(key, id);
        return found;
    }
}
