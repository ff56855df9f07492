using System.Data.Common;
using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Assignments;

/// <summary>
/// Writes a row of the feed when an assignment begins or ends, so that jobs look at it (S/SCOPE-6). How far it has come is kept in the same
/// transaction: a moment is neither missed nor told twice, whatever ends in between. On several nodes it stays behind by what their clocks
/// may differ, so that the node which reads the row finds the assignment begun.
/// </summary>
internal sealed class AssignmentClock(Database database, DirectoryChanges changes, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    private const string Due = """
        FROM assignment WHERE tenant_id = @tenantId
        AND ((valid_from > @seen AND valid_from <= @now) OR (valid_until > @seen AND valid_until <= @now))
        """;

    /// <summary>Tells of every beginning and end that has come; returns when the next one comes.</summary>
    public async Task<DateTimeOffset?> TickAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow() - (database.IsShared ? Skew : TimeSpan.Zero);
        if (await database.ReadAsync(connection => IsDueAsync(connection, now), cancellationToken))
            await changes.RunAsync(transaction => TellAsync(transaction, now), cancellationToken);
        var next = await database.ReadAsync(connection => NextAsync(connection, now), cancellationToken);
        return DirectoryTime.Parse(next) + (database.IsShared ? Skew : TimeSpan.Zero);
    }

    private static async Task<bool> IsDueAsync(DbConnection connection, DateTimeOffset now)
    {
        var seen = await SeenAsync(connection, null);
        return await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) {Due}", Parameters(seen, now)) > 0;
    }

    private static async Task TellAsync(DbTransaction transaction, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var seen = await SeenAsync(connection, transaction);
        var due = await connection.QueryAsync<(string PrincipalId, string ApplicationId)>($"SELECT principal_id, application_id {Due} ORDER BY id", Parameters(seen, now), transaction);
        await connection.ExecuteAsync("UPDATE directory_counter SET assignments_seen = @now WHERE tenant_id = @tenantId", Parameters(seen, now), transaction);
        await FeedWriter.AppendAsync(transaction, Tenant.Default, [.. due.Distinct().Select(row => FeedEntry.Assignment(row.PrincipalId, row.ApplicationId))]);
    }

    /// <summary>The counter's row is there as soon as anything is assigned; locking it lets one node tell at a time.</summary>
    private static async Task<string> SeenAsync(DbConnection connection, DbTransaction? transaction) =>
        await connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT assignments_seen FROM directory_counter WHERE tenant_id = @tenantId" + (transaction is null ? "" : RowLock.ForUpdate(transaction)),
            new { tenantId = Tenant.Default },
            transaction) ?? "";

    private static Task<string?> NextAsync(DbConnection connection, DateTimeOffset now) => connection.ExecuteScalarAsync<string?>(
        """
        SELECT MIN(at) FROM (
            SELECT MIN(valid_from) AS at FROM assignment WHERE tenant_id = @tenantId AND valid_from > @now
            UNION ALL
            SELECT MIN(valid_until) AS at FROM assignment WHERE tenant_id = @tenantId AND valid_until > @now) moments
        """,
        Parameters("", now));

    private static object Parameters(string seen, DateTimeOffset now) => new { tenantId = Tenant.Default, seen, now = DirectoryTime.Text(now) };
}
