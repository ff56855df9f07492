using System.Data.Common;
using System.Globalization;
using Dapper;
using Sutler.Service.Applying;
using Sutler.Service.Store;

namespace Sutler.Service.Escrow;

/// <summary>
/// Objects that failed and when they are tried again; within the caller's transaction. An entry holds no payload: what is sent at the next
/// try is planned from the object as it stands then (S/ERR-6).
/// </summary>
internal sealed class EscrowStore(DbTransaction transaction, string jobId)
{
    /// <summary>Fixed width, so that text order is time order.</summary>
    public const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private const string Due = "CASE WHEN @retry <> 'Transient' THEN NULL ELSE {0} END";

    /// <summary>A failure of another retry class begins a new count: it has another cause.</summary>
    private const string Attempts = "CASE WHEN escrow.retry_class = excluded.retry_class THEN escrow.attempts + 1 ELSE 1 END";

    private static readonly string Upsert = $"""
        INSERT INTO escrow (tenant_id, job_id, source_id, object_type, name, attempts, retry_class, next_due, error_code, reason, first_failed_at, last_failed_at)
        VALUES (@tenantId, @jobId, @sourceId, @objectType, @name, 1, @retry, {Due.Replace("{0}", "@due0", StringComparison.Ordinal)}, @code, @reason, @now, @now)
        ON CONFLICT (tenant_id, job_id, source_id) DO UPDATE SET
            attempts = {Attempts},
            next_due = {Due.Replace("{0}", EscrowSchedule.Sql($"({Attempts})"), StringComparison.Ordinal)},
            first_failed_at = CASE WHEN escrow.first_failed_at = '' THEN excluded.first_failed_at ELSE escrow.first_failed_at END,
            last_failed_at = excluded.last_failed_at,
            retry_class = excluded.retry_class, error_code = excluded.error_code, reason = excluded.reason, object_type = excluded.object_type,
            name = CASE WHEN excluded.name = '' THEN escrow.name ELSE excluded.name END
        """;

    public Task PutAsync(string sourceId, Failure failure, DateTimeOffset now) => PutAsync(new EscrowedObject(sourceId, "User", ""), failure, now);

    public Task PutAsync(EscrowedObject failed, Failure failure, DateTimeOffset now)
    {
        var parameters = new DynamicParameters(new
        {
            tenantId = Tenant.Default,
            jobId,
            sourceId = failed.SourceId,
            objectType = failed.ObjectType,
            name = failed.Name,
            code = failure.Code,
            reason = failure.Message,
            retry = failure.Retry.ToString(),
            now = Text(now),
        });
        foreach (var (name, due) in EscrowSchedule.Parameters(now))
            parameters.Add(name, due);
        return transaction.Connection!.ExecuteAsync(Upsert, parameters, transaction);
    }

    public Task RemoveAsync(IEnumerable<string> sourceIds) => transaction.Connection!.ExecuteAsync(
        $"DELETE FROM escrow WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
        new { tenantId = Tenant.Default, jobId, ids = IdList.Of(sourceIds) },
        transaction);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
