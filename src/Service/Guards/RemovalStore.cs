using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Store;

namespace Sutler.Service.Guards;

/// <summary>Held removals of a job, and what its row says of them; within the caller's transaction.</summary>
internal sealed class RemovalStore(DbTransaction transaction, string jobId)
{
    private const int MostSamples = 10;
    private const string OfJob = "WHERE tenant_id = @tenantId AND job_id = @jobId";

    /// <summary>A release that the target refused waits in escrow, not for an operator.</summary>
    private const string Open = """
        (state = 'held' OR (state = 'released' AND NOT EXISTS (
            SELECT 1 FROM escrow e WHERE e.tenant_id = held_removal.tenant_id AND e.job_id = held_removal.job_id AND e.source_id = held_removal.source_id)))
        """;

    private DbConnection Connection => transaction.Connection!;

    public async Task<IReadOnlyList<HeldRemovalRow>> RowsAsync(bool members) => (await Connection.QueryAsync<HeldRemovalRow>(
        $"SELECT {HeldRemovalRow.Columns} FROM held_removal {OfJob} AND (kind = 'Member') = @members", Parameters(new { members }), transaction)).AsList();

    public async Task<bool> IsDecidedAsync(string kind) => await Connection.ExecuteScalarAsync<int?>(
        $"SELECT decided FROM removal_hold {OfJob} AND kind = @kind", Parameters(new { kind }), transaction) == 1;

    public async Task ApplyAsync(RemovalDecision decision, (string Kind, int Population) of, DateTimeOffset now)
    {
        await ForgetAsync(decision.Forget);
        if (decision.Hold.Count == 0)
            return;

        var at = EscrowStore.Text(now);
        await Connection.ExecuteAsync(
            """
            INSERT INTO removal_hold (tenant_id, job_id, kind, began, total, decided) VALUES (@tenantId, @jobId, @kind, @at, @total, 0)
            ON CONFLICT (tenant_id, job_id, kind) DO UPDATE SET total = excluded.total
            """,
            Parameters(new { kind = of.Kind, at, total = of.Population }),
            transaction);
        await Connection.ExecuteAsync(
            """
            INSERT INTO held_removal (tenant_id, job_id, id, source_id, member_id, object_type, name, kind, state, since)
            VALUES (@tenantId, @jobId, @Id, @SourceId, @MemberId, @ObjectType, @Name, @Kind, 'held', @at)
            ON CONFLICT (tenant_id, job_id, id) DO NOTHING
            """,
            decision.Hold.Select(removal => new { tenantId = Tenant.Default, jobId, removal.Id, removal.SourceId, removal.MemberId, removal.ObjectType, removal.Name, Kind = removal.Kind.ToString(), at }),
            transaction);
    }

    public async Task<int> ForgetAsync(IEnumerable<string> ids)
    {
        var forgotten = 0;
        foreach (var chunk in Chunks.Of(ids))
            forgotten += await Connection.ExecuteAsync($"DELETE FROM held_removal {OfJob} AND {IdList.In("id")}", Parameters(new { ids = IdList.Of(chunk) }), transaction);
        return forgotten;
    }

    /// <summary>Takes down what an operator decided; returns how many rows it concerned.</summary>
    public async Task<int> DecideAsync(EscrowSelection chosen, RemovalVerdict verdict)
    {
        var which = chosen.Ids is null ? "state = 'held'" : $"state <> @state AND {IdList.In("id")}";
        var rows = await Connection.ExecuteAsync(
            $"UPDATE held_removal SET state = @state, decided_at = @at, decided_by = @by, note = @note {OfJob} AND {which}",
            Parameters(new { state = verdict.State, at = verdict.At is { } time ? EscrowStore.Text(time) : null, by = verdict.By, note = verdict.Note, ids = IdList.Of(chosen.Ids ?? []) }),
            transaction);
        if (rows > 0)
            await Connection.ExecuteAsync($"UPDATE removal_hold SET decided = 1 {OfJob}", Parameters(new { }), transaction);
        return rows;
    }

    /// <summary>Says in the job's row what is held; nothing once every removal has been decided and made.</summary>
    public async Task ShowAsync(RemovalExplanation explanation)
    {
        await Connection.ExecuteAsync(
            """
            DELETE FROM removal_hold WHERE tenant_id = @tenantId AND job_id = @jobId AND NOT EXISTS (
                SELECT 1 FROM held_removal h WHERE h.tenant_id = removal_hold.tenant_id AND h.job_id = removal_hold.job_id
                AND h.state <> 'rejected' AND (h.kind = 'Member') = (removal_hold.kind = 'Member'))
            """,
            Parameters(new { }),
            transaction);
        var held = await HeldAsync(explanation);
        await Connection.ExecuteAsync(
            "UPDATE job SET held = @held WHERE tenant_id = @tenantId AND id = @jobId",
            Parameters(new { held = held is null ? null : JsonSerializer.Serialize(held, JsonSerializerOptions.Web) }),
            transaction);
    }

    private async Task<HeldRecord?> HeldAsync(RemovalExplanation explanation)
    {
        var (objects, members) = await Connection.QuerySingleAsync<(int, int)>(
            $"SELECT COALESCE(SUM(CASE WHEN kind = 'Member' THEN 0 ELSE 1 END), 0), COALESCE(SUM(CASE WHEN kind = 'Member' THEN 1 ELSE 0 END), 0) FROM held_removal {OfJob} AND {Open}",
            Parameters(new { }),
            transaction);
        if (objects + members == 0)
            return null;

        var names = await Connection.QueryAsync<string>(
            $"SELECT name FROM held_removal {OfJob} AND {Open} ORDER BY kind, name LIMIT {MostSamples}", Parameters(new { }), transaction);
        var hold = await Connection.QuerySingleOrDefaultAsync<(string Began, int Total)>(
            $"SELECT MIN(began), MAX(total) FROM removal_hold {OfJob}", Parameters(new { }), transaction);
        var cycle = await Connection.ExecuteScalarAsync<string?>("SELECT cycle FROM job WHERE tenant_id = @tenantId AND id = @jobId", Parameters(new { }), transaction);
        return explanation.Record((objects, members), hold) with
        {
            FeedPosition = cycle is null ? 0 : JsonSerializer.Deserialize<CycleRecord>(cycle, JsonSerializerOptions.Web)!.To,
            Samples = [.. names],
        };
    }

    private DynamicParameters Parameters(object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.Add("tenantId", Tenant.Default);
        parameters.Add("jobId", jobId);
        return parameters;
    }
}
