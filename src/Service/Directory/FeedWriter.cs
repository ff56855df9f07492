using System.Data.Common;
using Dapper;
using Sutler.Service.Store;

namespace Sutler.Service.Directory;

/// <summary>
/// The one writer of the feed. Positions come from the tenant's counter row in the caller's transaction, so commit order is position order
/// and a rolled-back writer leaves no gap (S/SRC-4). From taking positions to the commit no other writer of the tenant can commit: lock the
/// rows that will be written first, take positions last.
/// </summary>
internal static class FeedWriter
{
    /// <summary>Takes <paramref name="count"/> positions; returns the first of them.</summary>
    public static async Task<long> TakeAsync(DbTransaction transaction, string tenantId, int count)
    {
        const string sql = """
            INSERT INTO directory_counter (tenant_id, position) VALUES (@tenantId, @count)
            ON CONFLICT (tenant_id) DO UPDATE SET position = directory_counter.position + excluded.position
            RETURNING position
            """;
        return await transaction.Connection!.ExecuteScalarAsync<long>(sql, new { tenantId, count }, transaction) - count + 1;
    }

    /// <summary>Writes the rows at positions taken before, from <paramref name="first"/> on.</summary>
    public static Task WriteAsync(DbTransaction transaction, string tenantId, long first, IEnumerable<FeedEntry> entries) =>
        ManyRows.WriteAsync(
            transaction,
            """
            INSERT INTO directory_feed (tenant_id, position, object_type, object_id, related_id, kind)
            VALUES (@tenantId, @Position, @ObjectType, @ObjectId, @RelatedId, @Kind)
            """,
            entries.Select((entry, index) => new { tenantId, Position = first + index, entry.ObjectType, entry.ObjectId, entry.RelatedId, entry.Kind }));

    /// <summary>Takes positions for the rows and writes them; returns the first position.</summary>
    public static async Task<long> AppendAsync(DbTransaction transaction, string tenantId, IReadOnlyList<FeedEntry> entries)
    {
        if (entries.Count == 0)
            return 0;
        var first = await TakeAsync(transaction, tenantId, entries.Count);
        await WriteAsync(transaction, tenantId, first, entries);
        return first;
    }

    /// <summary>The last position that has been committed.</summary>
    public static Task<long> PositionAsync(DbConnection connection, string tenantId, DbTransaction? transaction) =>
        connection.ExecuteScalarAsync<long>(
            "SELECT COALESCE((SELECT position FROM directory_counter WHERE tenant_id = @tenantId), 0)", new { tenantId }, transaction);
}
