using System.Data.Common;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Escrow;

/// <summary>Failed objects for those who look at them, and the command to try them again (S/OPS-3).</summary>
internal sealed class EscrowReader(Database database)
{
    private const string OfJob = "FROM escrow WHERE tenant_id = @tenantId AND job_id = @jobId";

    /// <summary>In the order of their ids, one more than asked for where there is more.</summary>
    public Task<IReadOnlyList<EscrowRow>> ListAsync(string jobId, string? code, PageRequest page, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<EscrowRow>)(await connection.QueryAsync<EscrowRow>(
            $"SELECT {EscrowRow.Columns} {OfJob} AND source_id > @after AND (@code = '' OR error_code = @code) ORDER BY source_id LIMIT @limit",
            new { tenantId = Tenant.Default, jobId, after = page.SkipToken, code = code ?? "", limit = page.Top + 1 })).AsList(),
        cancellationToken);

    /// <summary>How many with each code, most first.</summary>
    public Task<IReadOnlyList<EscrowCount>> CountsAsync(string jobId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => CountsAsync(connection, jobId, ""), cancellationToken);

    /// <summary>How many with each code have failed since a time.</summary>
    public static async Task<IReadOnlyList<EscrowCount>> CountsAsync(DbConnection connection, string jobId, string since) =>
        (await connection.QueryAsync<EscrowCount>(
            $"SELECT error_code AS ErrorCode, CAST(COUNT(*) AS INTEGER) AS Count {OfJob} AND last_failed_at >= @since GROUP BY error_code ORDER BY COUNT(*) DESC, error_code",
            new { tenantId = Tenant.Default, jobId, since })).AsList();

    /// <summary>Makes the chosen objects due at once; returns how many. The count of attempts stays, so that the next wait goes on growing.</summary>
    public Task<int> RetryAsync(string jobId, EscrowSelection chosen, CancellationToken cancellationToken) => database.WriteAsync(
        transaction =>
        {
            var which = chosen.Ids is not null ? $"AND {IdList.In("source_id")}" : chosen.Code is not null ? "AND error_code = @code" : "";
            return transaction.Connection!.ExecuteAsync(
                $"UPDATE escrow SET next_due = '' WHERE tenant_id = @tenantId AND job_id = @jobId {which}",
                new { tenantId = Tenant.Default, jobId, ids = IdList.Of(chosen.Ids ?? []), code = chosen.Code ?? "" },
                transaction);
        },
        cancellationToken);
}
