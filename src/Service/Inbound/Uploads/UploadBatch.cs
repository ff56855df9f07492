using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Logs;
using Sutler.Service.Mapping;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// Carries out the next records of a job in one transaction: users, feed, managers, results, log and the job's numbers commit together or
/// not at all, so that a process may end anywhere. The job's row is locked first: one batch of a job at a time, whichever node runs it.
/// </summary>
internal sealed class UploadBatch(DirectoryChanges changes, EngineOptions options)
{
    private readonly DateTimeOffset _now = options.Time.GetUtcNow();

    public Task<UploadRun> RunAsync(string jobId, int size, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            var job = await transaction.Connection!.QuerySingleOrDefaultAsync<JobRow>(
                $"SELECT {JobRow.Columns} FROM job WHERE tenant_id = @tenantId AND id = @jobId" + RowLock.ForUpdate(transaction), new { tenantId = Tenant.Default, jobId }, transaction);
            if (job is null || !job.IsInbound || !JobCode.Runs(job.Code))
                return new UploadRun(null, 0);
            var schema = UploadSchema.Read(job.SchemaDocument);
            await new UploadGuard(transaction, job, options).CheckAsync(schema.IsByEmployee);
            var rows = await NextAsync(transaction, jobId, size);
            var cycle = job.CycleRecord is { EndedAt: null } open ? open : NewCycle();
            options.Step("taken");
            var plans = await PlanAsync(transaction, schema, rows);
            await SettleAsync(transaction, [.. rows.Zip(plans)], (job, cycle.Id, schema));
            options.Step("settled");
            cycle = cycle with { Counters = cycle.Counters + Count(plans), EndedAt = rows.Count < size ? _now : null };
            if (rows.Count > 0 || job.CycleRecord is { EndedAt: null })
                await SaveCycleAsync(transaction, job, cycle);
            return new UploadRun(cycle, rows.Count);
        },
        cancellationToken);

    /// <summary>Marks a record that makes the service itself fail, so that those behind it can go on.</summary>
    public Task GiveUpAsync(string jobId, CancellationToken cancellationToken) => changes.RunAsync(
        async transaction =>
        {
            foreach (var row in await NextAsync(transaction, jobId, 1))
            {
                var plan = UploadPlan.Fail("InternalError", "The service failed at this record several times; its log says more. Send the record again once the cause is gone.");
                await transaction.Connection!.ExecuteAsync(Result, Parameters(row, plan), transaction);
            }
        },
        cancellationToken);

    private const string Result = """
        UPDATE inbound_row SET status = @status, action = @action, object_id = @objectId, error_code = @Code, message = @Message, processed_at = @now, data = NULL
        WHERE tenant_id = @tenantId AND sequence = @Sequence
        """;

    /// <summary>In their order; a record waits behind one of the same user that is held.</summary>
    private static async Task<IReadOnlyList<UploadRow>> NextAsync(DbTransaction transaction, string jobId, int size)
    {
        var rows = await transaction.Connection!.QueryAsync<UploadRow>(
            $"""
            SELECT {UploadRow.Columns} FROM inbound_row
            WHERE tenant_id = @tenantId AND job_id = @jobId AND status = '{UploadStatus.Staged}'
                AND match_key NOT IN (SELECT h.match_key FROM inbound_row h WHERE h.tenant_id = @tenantId AND h.job_id = @jobId AND h.status = '{UploadStatus.Held}')
            ORDER BY sequence LIMIT @size
            """,
            new { tenantId = Tenant.Default, jobId, size },
            transaction);
        return rows.AsList();
    }

    private async Task<IReadOnlyList<UploadPlan>> PlanAsync(DbTransaction transaction, UploadSchema schema, IReadOnlyList<UploadRow> rows)
    {
        if (rows.Count == 0)
            return [];
        var sources = rows.Select(row => new UploadSource(JsonNode.Parse(row.Data!)!.AsObject())).ToList();
        var wanted = (rows.Select(row => row.MatchKey).ToHashSet(StringComparer.Ordinal), NamesOf(schema, sources));
        var space = await UploadWorkspace.LoadAsync(transaction, schema.IsByEmployee, wanted);
        var planner = new UploadPlanner(schema, space, _now);
        var plans = new List<UploadPlan>(rows.Count);
        foreach (var (row, source) in rows.Zip(sources))
        {
            var plan = planner.Plan(source, row.MatchKey);
            if (plan.After is { } after)
                space.Put(after);
            plans.Add(plan);
        }

        await DirectoryWriter.WriteAsync(transaction, Tenant.Default, space.Changed);
        await ManagerResolver.ResolveAsync(transaction, Tenant.Default, space.Changed);
        return plans;
    }

    private static HashSet<string> NamesOf(UploadSchema schema, IEnumerable<UploadSource> sources)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var mappings = schema.Users.Values.Where(mapping => mapping.TargetName.Is(UserAttribute.UserPrincipalName)).ToList();
        foreach (var source in sources)
        {
            foreach (var mapping in mappings)
            {
                try
                {
                    var mapped = mapping.Source.Map(source.Read);
                    names.UnionWith(mapped.Candidates ?? [UploadSource.Text(mapped.Value) ?? mapping.DefaultValue ?? ""]);
                }
                catch (MappingException)
                {
                    // The plan of this record says so.
                }
            }
        }

        return names;
    }

    private async Task SettleAsync(DbTransaction transaction, IReadOnlyList<(UploadRow Row, UploadPlan Plan)> done, (JobRow Job, string CycleId, UploadSchema Schema) run)
    {
        await transaction.Connection!.ExecuteAsync(Result, done.Select(pair => Parameters(pair.Row, pair.Plan)), transaction);
        await LogStore.AppendAsync(transaction, done.Select(pair => UploadLog.Of(pair.Row, pair.Plan, run, _now)));
    }

    private object Parameters(UploadRow row, UploadPlan plan) => new
    {
        tenantId = Tenant.Default,
        row.Sequence,
        status = UploadStatus.Of(plan),
        action = plan.Action is UploadAction.Fail or UploadAction.Skip ? null : plan.Action.ToString().ToLowerInvariant(),
        objectId = (plan.After ?? plan.Before)?.Id,
        plan.Code,
        plan.Message,
        now = EscrowStore.Text(_now),
    };

    private CycleRecord NewCycle() => new() { Id = Guid.NewGuid().ToString(), Kind = CycleKind.Incremental, To = 0, StartedAt = _now };

    private static async Task SaveCycleAsync(DbTransaction transaction, JobRow job, CycleRecord cycle)
    {
        var executions = cycle.EndedAt is null ? job.ExecutionRecord : job.ExecutionRecord.After(cycle);
        await transaction.Connection!.ExecuteAsync(
            $"UPDATE job SET cycle = @cycle, executions = @executions, code = CASE code WHEN '{JobCode.NotRun}' THEN '{JobCode.Active}' ELSE code END WHERE tenant_id = @tenantId AND id = @jobId",
            new
            {
                tenantId = Tenant.Default,
                jobId = job.Id,
                cycle = JsonSerializer.Serialize(cycle, JsonSerializerOptions.Web),
                executions = JsonSerializer.Serialize(executions, JsonSerializerOptions.Web),
            },
            transaction);
    }

    private static JobCounters Count(IReadOnlyList<UploadPlan> plans) => new()
    {
        Created = plans.Count(plan => plan.Action is UploadAction.Create),
        Updated = plans.Count(plan => plan.Action is UploadAction.Update or UploadAction.Enable),
        Disabled = plans.Count(plan => plan.Action is UploadAction.Disable),
        Unchanged = plans.Count(plan => plan.Action is UploadAction.None),
        Skipped = plans.Count(plan => plan.Action is UploadAction.Skip),
        Failed = plans.Count(plan => plan.Action is UploadAction.Fail),
    };
}
