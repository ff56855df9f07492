using System.Data.Common;
using System.Globalization;
using Dapper;
using Sutler.Service.Applying;
using Sutler.Service.Store;

namespace Sutler.Service.Escrow;

/// <summary>Objects that failed and when they are tried again; within the caller's transaction.</summary>
internal sealed class EscrowStore(DbTransaction transaction, string jobId)
{
    /// <summary>Fixed width, so that text order is time order.</summary>
    public const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public async Task PutAsync(string sourceId, Failure failure, DateTimeOffset now)
    {
        var parameters = new DynamicParameters(new { tenantId = Tenant.Default, jobId, sourceId, code = failure.Code, reason = failure.Message, retry = failure.Retry.ToString() });
        var attempts = await transaction.Connection!.ExecuteScalarAsync<int>(
            """
            INSERT INTO escrow (tenant_id, job_id, source_id, attempts, retry_class, next_due, error_code, reason)
            VALUES (@tenantId, @jobId, @sourceId, 1, @retry, NULL, @code, @reason)
            ON CONFLICT (tenant_id, job_id, source_id) DO UPDATE SET
                attempts = escrow.attempts + 1, retry_class = excluded.retry_class, error_code = excluded.error_code, reason = excluded.reason
            RETURNING attempts
            """,
            parameters,
            transaction);
        parameters.Add("due", failure.Retry is RetryClass.Transient ? Text(now + EscrowSchedule.After(attempts)) : null);
        await transaction.Connection!.ExecuteAsync(
            "UPDATE escrow SET next_due = @due WHERE tenant_id = @tenantId AND job_id = @jobId AND source_id = @sourceId", parameters, transaction);
    }

    public Task RemoveAsync(IEnumerable<string> sourceIds) => transaction.Connection!.ExecuteAsync(
        $"DELETE FROM escrow WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
        new { tenantId = Tenant.Default, jobId, ids = IdList.Of(sourceIds) },
        transaction);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
