using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Escrow;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Audit;

/// <summary>
/// The audit: appended within the transaction of the change, never changed, never pruned. The head row gives positions without gaps and
/// makes writers wait for one another, so appending comes last in a transaction.
/// </summary>
internal sealed class AuditStore(Database database)
{
    private const int MostName = 256;
    private const int PageSize = 1000;

    public static async Task AppendAsync(DbTransaction transaction, AuditEntry entry)
    {
        var connection = transaction.Connection!;
        var (position, previous) = await connection.QuerySingleAsync<(long, string)>(
            """
            INSERT INTO audit_head (tenant_id, position, hash) VALUES (@tenantId, 1, '')
            ON CONFLICT (tenant_id) DO UPDATE SET position = audit_head.position + 1
            RETURNING position, hash
            """,
            new { tenantId = Tenant.Default },
            transaction);
        var row = Row(entry, position);
        row = row with { Hash = row.HashAfter(previous) };
        var parameters = new DynamicParameters(row);
        parameters.Add("tenantId", Tenant.Default);
        await connection.ExecuteAsync(
            """
            INSERT INTO audit (tenant_id, position, id, at, activity, category, actor_id, actor_name, actor_kind, target_type, target_id, target_name, request_id, reason, difference, hash)
            VALUES (@tenantId, @Position, @Id, @At, @Activity, @Category, @ActorId, @ActorName, @ActorKind, @TargetType, @TargetId, @TargetName, @RequestId, @Reason, @Difference, @Hash)
            """,
            parameters,
            transaction);
        await connection.ExecuteAsync("UPDATE audit_head SET hash = @Hash WHERE tenant_id = @tenantId", parameters, transaction);
    }

    /// <summary>For a change that is no write of the store.</summary>
    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => AppendAsync(transaction, entry), cancellationToken);

    /// <summary>Newest first, one more than asked for where there is more.</summary>
    public Task<IReadOnlyList<AuditRow>> ReadAsync(PageRequest page, SqlCondition condition, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var before = page.SkipToken.Length == 0 ? long.MaxValue
                : long.TryParse(page.SkipToken, NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token
                : throw ApiException.BadRequest("$skiptoken is none of this service. Take it from @odata.nextLink.");
            var parameters = condition.Parameters(new { tenantId = Tenant.Default, before, limit = page.Top + 1 });
            return (IReadOnlyList<AuditRow>)(await connection.QueryAsync<AuditRow>(
                $"SELECT {AuditRow.Columns} FROM audit WHERE tenant_id = @tenantId AND position < @before{condition.Sql} ORDER BY position DESC LIMIT @limit", parameters)).AsList();
        },
        cancellationToken);

    public Task<AuditRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<AuditRow>($"SELECT {AuditRow.Columns} FROM audit WHERE tenant_id = @tenantId AND id = @id", new { tenantId = Tenant.Default, id }),
        cancellationToken);

    /// <summary>Walks the chain from its first entry to its head.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        // The head is read first: what is appended meanwhile lies beyond it.
        var (last, head) = await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<(long, string?)>("SELECT position, hash FROM audit_head WHERE tenant_id = @tenantId", new { tenantId = Tenant.Default }), cancellationToken);
        var (position, hash) = (0L, AuditRow.NoHash);
        while (position < last)
        {
            var after = position;
            var rows = await database.ReadAsync(
                connection => connection.QueryAsync<AuditRow>(
                    $"SELECT {AuditRow.Columns} FROM audit WHERE tenant_id = @tenantId AND position > @after AND position <= @last ORDER BY position LIMIT {PageSize}",
                    new { tenantId = Tenant.Default, after, last }),
                cancellationToken);
            foreach (var row in rows)
            {
                if (row.Position != position + 1)
                    return Broken(position, hash, $"The entry at position {position + 1} is missing.");
                if (row.HashAfter(hash) != row.Hash)
                    return Broken(position, hash, $"The entry at position {row.Position} ({row.At}, {row.Activity}) is not as it was written, or the one before it was replaced.");
                (position, hash) = (row.Position, row.Hash);
            }

            if (position == after)
                return Broken(position, hash, $"The entries after position {position} are missing; there were {last}.");
        }

        return hash == (head ?? AuditRow.NoHash) ? new AuditVerification(true, position, hash, null) : Broken(position, hash, "The last entry is not the one that the head names.");
    }

    private static AuditVerification Broken(long entries, string hash, string problem) => new(false, entries, hash, problem + " Compare with a backup of the store.");

    private static AuditRow Row(AuditEntry entry, long position) => new()
    {
        Position = position,
        Id = Guid.NewGuid().ToString(),
        At = EscrowStore.Text(entry.At),
        Activity = entry.Activity,
        Category = entry.Category,
        ActorId = entry.Actor.Id,
        ActorName = Cut(entry.Actor.Name),
        ActorKind = entry.Actor.Kind.ToString().ToLowerInvariant(),
        TargetType = entry.TargetType,
        TargetId = entry.TargetId,
        TargetName = Cut(entry.TargetName),
        RequestId = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? "",
        Reason = entry.Reason.Length > 1000 ? entry.Reason[..1000] : entry.Reason,
        Difference = JsonSerializer.Serialize(AuditDifference.Of(entry.Before, entry.After), JsonSerializerOptions.Web),
    };

    private static string Cut(string text) => text.Length > MostName ? text[..MostName] : text;
}
