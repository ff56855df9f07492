using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Logs;

/// <summary>The provisioning log: appended within the transaction that settles, read newest first.</summary>
internal sealed class LogStore(Database database)
{
    public static async Task AppendAsync(DbTransaction transaction, IEnumerable<LogRecord> rows)
    {
        var fresh = await CountRepeatsAsync(transaction, [.. rows]);
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO provisioning_log (tenant_id, job_id, cycle_id, at, source_id, source_name, target_id, action, status, error_code, change_id, record)
            VALUES (@TenantId, @JobId, @CycleId, @At, @SourceId, @SourceName, @TargetId, @Action, @Status, @ErrorCode, @ChangeId, @Record)
            """,
            fresh,
            transaction);
    }

    public Task<IReadOnlyList<LogRecord>> ReadAsync(LogQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var (compare, order) = query.IsAscending ? (">", "ASC") : ("<", "DESC");
            var parameters = query.Condition.Parameters(new { tenantId = Tenant.Default, after = query.After ?? (query.IsAscending ? 0 : long.MaxValue), limit = query.Limit });
            return (IReadOnlyList<LogRecord>)(await connection.QueryAsync<LogRecord>(
                $"SELECT {LogRecord.Columns} FROM provisioning_log WHERE tenant_id = @tenantId AND sequence {compare} @after{query.Condition.Sql} ORDER BY sequence {order} LIMIT @limit", parameters)).AsList();
        },
        cancellationToken);

    /// <summary>All rows of a query, page by page; nothing is held open in between.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogRecord>> PagesAsync(LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await ReadAsync(query, cancellationToken);
            if (page.Count > 0)
                yield return page;
            if (page.Count < query.Limit)
                yield break;
            query = query with { After = page[^1].Sequence };
        }
    }

    public Task<LogRecord?> FindAsync(long sequence, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<LogRecord>(
            $"SELECT {LogRecord.Columns} FROM provisioning_log WHERE tenant_id = @tenantId AND sequence = @sequence", new { tenantId = Tenant.Default, sequence }),
        cancellationToken);

    /// <summary>The applications of all jobs there are and were, by job.</summary>
    public Task<IReadOnlyDictionary<string, LogApplication>> ApplicationsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyDictionary<string, LogApplication>)(await connection.QueryAsync<LogApplication>(
            """
            SELECT j.id AS JobId, a.id AS ApplicationId, a.display_name AS DisplayName
            FROM job j JOIN application a ON a.tenant_id = j.tenant_id AND a.id = j.application_id WHERE j.tenant_id = @tenantId
            UNION ALL
            SELECT job_id, application_id, application_name FROM logged_job WHERE tenant_id = @tenantId
            """,
            new { tenantId = Tenant.Default })).DistinctBy(application => application.JobId, StringComparer.Ordinal).ToDictionary(application => application.JobId, StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Drops the oldest rows from before a time, a few at once; returns how many.</summary>
    public Task<int> PruneAsync(string before, int limit, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "DELETE FROM provisioning_log WHERE sequence IN (SELECT sequence FROM provisioning_log WHERE at < @before ORDER BY at LIMIT @limit)", new { before, limit }, transaction),
        cancellationToken);

    /// <summary>
    /// An object that is skipped as it was skipped last time gets no row: its last one counts on (S/LOG-15). Cheaper than a row, too, with
    /// all that it is searched by.
    /// </summary>
    private static async Task<List<LogRecord>> CountRepeatsAsync(DbTransaction transaction, List<LogRecord> rows)
    {
        foreach (var group in rows.Where(row => row.Status == LogWords.Skipped).GroupBy(row => (row.JobId, row.ErrorCode)).ToList())
        {
            var counted = (await transaction.Connection!.QueryAsync<string>(
                $"""
                UPDATE provisioning_log SET repeats = repeats + 1
                WHERE sequence IN (SELECT MAX(sequence) FROM provisioning_log WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")} GROUP BY source_id)
                    AND status = '{LogWords.Skipped}' AND error_code = @code
                RETURNING source_id
                """,
                new { tenantId = Tenant.Default, jobId = group.Key.JobId, code = group.Key.ErrorCode, ids = IdList.Of(group.Select(row => row.SourceId)) },
                transaction)).ToHashSet(StringComparer.Ordinal);
            rows.RemoveAll(row => row.Status == LogWords.Skipped && row.ErrorCode == group.Key.ErrorCode && counted.Contains(row.SourceId));
        }

        return rows;
    }
}
