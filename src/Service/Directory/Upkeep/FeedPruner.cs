using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sutler.Service.Jobs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Upkeep;

/// <summary>
/// Shortens the feed from its old end, a batch at a time. Marks say which position the feed had when; rows younger than the time to keep, and
/// rows that any job has not come to yet, stay. A reader of changes whose place is pruned is told so (S/SRC-3).
/// </summary>
internal sealed class FeedPruner(Database database, DirectoryOptions options, TimeProvider time)
{
    /// <summary>Prunes what may go; returns the number of rows.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var floor = await MarkAsync(cancellationToken);
        var pruned = 0;
        while (true)
        {
            var rows = await PruneBatchAsync(floor, cancellationToken);
            if (rows == 0)
                return pruned;
            pruned += rows;
        }
    }

    /// <summary>Notes the position of now, and returns the one up to which rows are old enough.</summary>
    private Task<long> MarkAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var now = time.GetUtcNow();
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(
                """
                INSERT INTO directory_feed_mark (tenant_id, at, position)
                SELECT tenant_id, @now, position FROM directory_counter WHERE tenant_id = @tenantId
                ON CONFLICT (tenant_id, at) DO NOTHING
                """,
                new { tenantId = Tenant.Default, now = DirectoryTime.Text(now) },
                transaction);
            var before = DirectoryTime.Text(now - options.Feed);
            await connection.ExecuteAsync(
                """
                DELETE FROM directory_feed_mark WHERE tenant_id = @tenantId
                AND at < (SELECT MAX(at) FROM directory_feed_mark WHERE tenant_id = @tenantId AND at <= @before)
                """,
                new { tenantId = Tenant.Default, before },
                transaction);
            return await connection.ExecuteScalarAsync<long>(
                "SELECT COALESCE(MAX(position), 0) FROM directory_feed_mark WHERE tenant_id = @tenantId AND at <= @before", new { tenantId = Tenant.Default, before }, transaction);
        },
        cancellationToken);

    private Task<int> PruneBatchAsync(long floor, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            var first = await connection.ExecuteScalarAsync<long?>(
                "SELECT MIN(position) FROM directory_feed WHERE tenant_id = @tenantId", new { tenantId = Tenant.Default }, transaction);
            if (first is null)
                return 0;
            var upTo = Math.Min(first.Value + options.BatchSize - 1, Math.Min(floor, await NeededAsync(connection, transaction)));
            var rows = await connection.ExecuteAsync(
                "DELETE FROM directory_feed WHERE tenant_id = @tenantId AND position <= @upTo", new { tenantId = Tenant.Default, upTo }, transaction);
            if (rows > 0)
            {
                await connection.ExecuteAsync(
                    "UPDATE directory_counter SET pruned = @upTo WHERE tenant_id = @tenantId AND pruned < @upTo", new { tenantId = Tenant.Default, upTo }, transaction);
            }

            return rows;
        },
        cancellationToken);

    /// <summary>The last position that every job has come to. A job in its first cycle needs what came after the cycle's beginning.</summary>
    private static async Task<long> NeededAsync(DbConnection connection, DbTransaction transaction)
    {
        var jobs = await connection.QueryAsync<(long? Watermark, string? Cycle)>(
            "SELECT watermark, cycle FROM job WHERE tenant_id = @tenantId", new { tenantId = Tenant.Default }, transaction);
        return jobs.Select(job => Math.Min(job.Watermark ?? long.MaxValue, Cycle(job.Cycle))).DefaultIfEmpty(long.MaxValue).Min();
    }

    private static long Cycle(string? text) =>
        text is not null && JsonSerializer.Deserialize<CycleRecord>(text, JsonSerializerOptions.Web) is { EndedAt: null } cycle ? cycle.To : long.MaxValue;
}
