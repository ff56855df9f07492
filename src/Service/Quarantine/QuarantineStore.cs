using System.Data.Common;
using Dapper;
using Sutler.Service.Store;

namespace Sutler.Service.Quarantine;

/// <summary>A job's quarantine; within the caller's transaction.</summary>
internal sealed class QuarantineStore(DbTransaction transaction, string jobId)
{
    private const string OfJob = "WHERE tenant_id = @tenantId AND job_id = @jobId";

    private DbConnection Connection => transaction.Connection!;

    public static Task<QuarantineRow?> FindAsync(DbConnection connection, string jobId, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefaultAsync<QuarantineRow>($"SELECT {QuarantineRow.Columns} FROM quarantine {OfJob}", new { tenantId = Tenant.Default, jobId }, transaction);

    public Task<QuarantineRow?> FindAsync() => FindAsync(Connection, jobId, transaction);

    public Task PutAsync(QuarantineRow row) => Connection.ExecuteAsync(
        """
        INSERT INTO quarantine (tenant_id, job_id, state, reason, current_began, series_began, series_count, next_attempt, error_code, error_message, actionable, waiting_for, first_failing, last_exchange)
        VALUES (@tenantId, @jobId, @State, @Reason, @CurrentBegan, @SeriesBegan, @SeriesCount, @NextAttempt, @ErrorCode, @ErrorMessage, @Actionable, @WaitingFor, @FirstFailing, @LastExchange)
        ON CONFLICT (tenant_id, job_id) DO UPDATE SET
            state = excluded.state, reason = excluded.reason, current_began = excluded.current_began, series_began = excluded.series_began,
            series_count = excluded.series_count, next_attempt = excluded.next_attempt, error_code = excluded.error_code,
            error_message = excluded.error_message, actionable = excluded.actionable, waiting_for = excluded.waiting_for,
            first_failing = excluded.first_failing, last_exchange = excluded.last_exchange
        """,
        Parameters(row),
        transaction);

    public Task<int> RemoveAsync() => Connection.ExecuteAsync($"DELETE FROM quarantine {OfJob}", Parameters(new { }), transaction);

    /// <summary>A job that only lacks its target may try at once: something was set that may help.</summary>
    public Task RetryNowAsync() => Connection.ExecuteAsync(
        $"UPDATE quarantine SET next_attempt = current_began {OfJob} AND reason = @reason AND state = @state",
        Parameters(new { reason = QuarantineReason.Exception, state = QuarantineRow.Quarantined }),
        transaction);

    public Task SetCodeAsync(string code) => Connection.ExecuteAsync(
        "UPDATE job SET code = @code WHERE tenant_id = @tenantId AND id = @jobId", Parameters(new { code }), transaction);

    /// <summary>The object whose failure is the oldest.</summary>
    public async Task<string?> FirstFailingAsync() => await Connection.QueryFirstOrDefaultAsync<string?>(
        $"SELECT CASE WHEN name = '' THEN source_id ELSE name || ' (' || source_id || ')' END || ': ' || error_code FROM escrow {OfJob} ORDER BY first_failed_at, source_id LIMIT 1",
        Parameters(new { }),
        transaction);

    private DynamicParameters Parameters(object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.Add("tenantId", Tenant.Default);
        parameters.Add("jobId", jobId);
        return parameters;
    }
}
