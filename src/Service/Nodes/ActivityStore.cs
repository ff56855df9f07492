using System.Text.Json;
using Dapper;
using Sutler.Service.Jobs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Nodes;

/// <summary>What the jobs of each node are doing, so that any node can answer for all of them.</summary>
internal sealed class ActivityStore(Database database, NodeStore nodes)
{
    public Task WriteAsync(IReadOnlyList<(string JobId, JobActivity Activity)> activities, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"""
            INSERT INTO job_progress (tenant_id, job_id, node_id, running, phase, done, total, waiting_for, last_error, totals, updated_at)
            VALUES (@tenantId, @JobId, @NodeId, @running, @Phase, @Done, @Total, @WaitingFor, @LastError, @totals, {database.TimeSql()})
            ON CONFLICT (tenant_id, job_id) DO UPDATE SET
                node_id = excluded.node_id, running = excluded.running, phase = excluded.phase, done = excluded.done, total = excluded.total,
                waiting_for = excluded.waiting_for, last_error = excluded.last_error, totals = excluded.totals, updated_at = excluded.updated_at
            """,
            activities.Select(item => new
            {
                tenantId = Tenant.Default,
                item.JobId,
                item.Activity.NodeId,
                running = item.Activity.IsRunning ? 1 : 0,
                item.Activity.Phase,
                item.Activity.Done,
                item.Activity.Total,
                item.Activity.WaitingFor,
                item.Activity.LastError,
                totals = JsonSerializer.Serialize(item.Activity.Totals, JsonSerializerOptions.Web),
            }),
            transaction),
        cancellationToken);

    /// <summary>What the job was doing when its node last said so; of a node that is gone, no more than the totals and the error.</summary>
    public Task<JobActivity> ReadAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(
                """
                SELECT node_id AS NodeId, running AS Running, phase AS Phase, done AS Done, total AS Total, waiting_for AS WaitingFor, last_error AS LastError, totals AS Totals
                FROM job_progress WHERE tenant_id = @tenantId AND job_id = @jobId
                """,
                new { tenantId = Tenant.Default, jobId });
            return row is null ? JobActivity.None : row.ToActivity(await nodes.IsThereAsync(connection, row.NodeId, null));
        },
        cancellationToken);

    private sealed record Row
    {
        public required string NodeId { get; init; }

        public required long Running { get; init; }

        public required string Phase { get; init; }

        public required long Done { get; init; }

        public required long Total { get; init; }

        public string? WaitingFor { get; init; }

        public string? LastError { get; init; }

        public required string Totals { get; init; }

        public JobActivity ToActivity(bool isThere) => new()
        {
            NodeId = isThere ? NodeId : null,
            IsRunning = isThere && Running != 0,
            Phase = isThere ? Phase : JobPhase.Idle,
            Done = isThere ? (int)Done : 0,
            Total = isThere ? (int)Total : 0,
            WaitingFor = WaitingFor,
            LastError = LastError,
            Totals = JsonSerializer.Deserialize<JobCounters>(Totals, JsonSerializerOptions.Web)!,
        };
    }
}
