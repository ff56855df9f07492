using System.Text.Json;
using Dapper;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Plans;

/// <summary>Plans without their items: made, computed by whoever has claimed them, applied, dropped. Every step is conditional on the state before.</summary>
internal sealed class PlanStore(Database database, PlanOptions options, TimeProvider time)
{
    private const string OfPlan = "WHERE tenant_id = @tenantId AND id = @id";

    public Task<PlanRow?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<PlanRow>($"SELECT {PlanRow.Columns} FROM plan {OfPlan}", new { tenantId = Tenant.Default, id }),
        cancellationToken);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<PlanRow>> ListAsync(string jobId, int top, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<PlanRow>)(await connection.QueryAsync<PlanRow>(
            $"SELECT {PlanRow.Columns} FROM plan WHERE tenant_id = @tenantId AND job_id = @jobId ORDER BY created_at DESC, id DESC LIMIT @top",
            new { tenantId = Tenant.Default, jobId, top })).AsList(),
        cancellationToken);

    public Task CreateAsync(PlanRow plan, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO plan (tenant_id, id, job_id, cause, state, schema_version, schema_draft, settings_draft, selection, feed_position, created_by, created_at,
                expires_at, done, total, message)
            VALUES (@tenantId, @Id, @JobId, @Trigger, @State, @SchemaVersion, @SchemaDraft, @SettingsDraft, @SelectionText, @FeedPosition, @CreatedBy, @CreatedAt,
                @ExpiresAt, 0, @Total, @Message)
            """,
            new
            {
                tenantId = Tenant.Default,
                plan.Id,
                plan.JobId,
                plan.Trigger,
                plan.State,
                plan.SchemaVersion,
                plan.SchemaDraft,
                plan.SettingsDraft,
                plan.SelectionText,
                plan.FeedPosition,
                plan.CreatedBy,
                plan.CreatedAt,
                plan.ExpiresAt,
                plan.Total,
                plan.Message,
            },
            transaction),
        cancellationToken);

    /// <summary>Takes the oldest plan that is to be computed and that no living node computes; null for none.</summary>
    public Task<PlanRow?> ClaimAsync(string node, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var id = await transaction.Connection!.QueryFirstOrDefaultAsync<string?>(
                $"""
                SELECT id FROM plan WHERE tenant_id = @tenantId AND state = @state AND (claimed_until IS NULL OR claimed_until < @now OR claimed_by = @node)
                ORDER BY created_at, id LIMIT 1{RowLock.ForUpdate(transaction)}
                """,
                new { tenantId = Tenant.Default, state = PlanState.Computing, now = Text(TimeSpan.Zero), node },
                transaction);
            return id is null ? null : await transaction.Connection!.QuerySingleAsync<PlanRow>(
                $"UPDATE plan SET claimed_by = @node, claimed_until = @until {OfPlan} RETURNING {PlanRow.Columns}",
                new { tenantId = Tenant.Default, id, node, until = Text(options.Claim) },
                transaction);
        },
        cancellationToken);

    public Task ReleaseAsync((PlanRow Plan, string Node) claim, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"UPDATE plan SET claimed_by = NULL, claimed_until = NULL {OfPlan} AND claimed_by = @Node", new { tenantId = Tenant.Default, id = claim.Plan.Id, claim.Node }, transaction),
        cancellationToken);

    /// <summary>Keeps about how many objects there are to look at.</summary>
    public Task ExpectAsync((PlanRow Plan, string Node) claim, long total, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"UPDATE plan SET total = @total {OfPlan} AND claimed_by = @Node", new { tenantId = Tenant.Default, id = claim.Plan.Id, claim.Node, total }, transaction),
        cancellationToken);

    /// <summary>Keeps a page of items, and the place after it; false when the plan is not this node's to compute any more.</summary>
    public Task<bool> AddAsync((PlanRow Plan, string Node) claim, IReadOnlyList<PlanItem> items, (string? Cursor, int Looked) place, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var rows = await transaction.Connection!.ExecuteAsync(
                    $"""
                    UPDATE plan SET cursor = COALESCE(@Cursor, cursor), done = done + @Looked, claimed_until = @until
                    {OfPlan} AND state = @state AND claimed_by = @Node
                    """,
                    new { tenantId = Tenant.Default, id = claim.Plan.Id, place.Cursor, place.Looked, until = Text(options.Claim), state = PlanState.Computing, claim.Node },
                    transaction);
                if (rows == 1)
                    await PlanItemStore.PutAsync(transaction, claim.Plan.Id, items);
                return rows == 1;
            },
            cancellationToken);

    /// <summary>The plan is whole.</summary>
    public Task FinishAsync((PlanRow Plan, string Node) claim, (string Hash, string Signature) seal, CancellationToken cancellationToken) => EndAsync(
        claim,
        "state = @state, hash = @hash, signature = @signature, total = done",
        new { tenantId = Tenant.Default, id = claim.Plan.Id, node = claim.Node, computing = PlanState.Computing, ended = Text(TimeSpan.Zero), state = PlanState.Ready, hash = seal.Hash, signature = seal.Signature },
        cancellationToken);

    public Task FailAsync((PlanRow Plan, string Node) claim, string message, CancellationToken cancellationToken) => EndAsync(
        claim,
        "state = @state, message = @message",
        new { tenantId = Tenant.Default, id = claim.Plan.Id, node = claim.Node, computing = PlanState.Computing, ended = Text(TimeSpan.Zero), state = PlanState.Failed, message },
        cancellationToken);

    /// <summary>Sets the state if it is one of those given; false when it is another one.</summary>
    public Task<bool> MoveAsync(string id, string[] from, string to, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction => await transaction.Connection!.ExecuteAsync(
            $"UPDATE plan SET state = @to {OfPlan} AND {IdList.In("state", "@from")}",
            new { tenantId = Tenant.Default, id, to, from = IdList.Of(from) },
            transaction) == 1,
        cancellationToken);

    /// <summary>Gives the plan to the job's owner to apply; false when it is in no state to be applied.</summary>
    public Task<bool> ApplyAsync(string id, Initiator applicant, int? limit, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction => await transaction.Connection!.ExecuteAsync(
            $"UPDATE plan SET state = @to, applied_by = @by, apply_left = @limit, message = NULL {OfPlan} AND {IdList.In("state", "@from")}",
            new
            {
                tenantId = Tenant.Default,
                id,
                to = PlanState.Applying,
                by = JsonSerializer.Serialize(applicant, JsonSerializerOptions.Web),
                limit,
                from = IdList.Of([PlanState.Ready, PlanState.Partial]),
            },
            transaction) == 1,
        cancellationToken);

    /// <summary>The oldest plan of the job that is to be applied; null for none.</summary>
    public Task<PlanRow?> ApplyingAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QueryFirstOrDefaultAsync<PlanRow?>(
            $"SELECT {PlanRow.Columns} FROM plan WHERE tenant_id = @tenantId AND job_id = @jobId AND state = @state ORDER BY created_at, id LIMIT 1",
            new { tenantId = Tenant.Default, jobId, state = PlanState.Applying }),
        cancellationToken);

    /// <summary>Keeps what became of a page; false when the plan is not being applied any more.</summary>
    public Task<bool> SettleAsync(string id, IReadOnlyList<PlanOutcome> outcomes, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var sent = outcomes.Count(outcome => outcome.Sent);
            await PlanItemStore.SettleAsync(transaction, id, outcomes);
            return await transaction.Connection!.ExecuteAsync(
                $"UPDATE plan SET apply_left = apply_left - @sent {OfPlan} AND state = @state",
                new { tenantId = Tenant.Default, id, sent, state = PlanState.Applying },
                transaction) == 1;
        },
        cancellationToken);

    public Task EndApplyAsync(string id, (string State, string? FollowUp, string? Message) end, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"UPDATE plan SET state = @State, follow_up = COALESCE(@FollowUp, follow_up), message = @Message {OfPlan} AND state = @applying",
            new { tenantId = Tenant.Default, id, end.State, end.FollowUp, end.Message, applying = PlanState.Applying },
            transaction),
        cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var parameters = new { tenantId = Tenant.Default, id };
            await transaction.Connection!.ExecuteAsync("DELETE FROM plan_item WHERE tenant_id = @tenantId AND plan_id = @id", parameters, transaction);
            await transaction.Connection!.ExecuteAsync($"DELETE FROM plan {OfPlan}", parameters, transaction);
        },
        cancellationToken);

    /// <summary>Plans whose time is over, but for those under way.</summary>
    public Task<IReadOnlyList<string>> ExpiredAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>(
            "SELECT id FROM plan WHERE tenant_id = @tenantId AND expires_at < @now AND state <> @applying ORDER BY id",
            new { tenantId = Tenant.Default, now = Text(TimeSpan.Zero), applying = PlanState.Applying })).AsList(),
        cancellationToken);

    public string Text(TimeSpan fromNow) => EscrowStore.Text(time.GetUtcNow() + fromNow);

    private Task<int> EndAsync((PlanRow Plan, string Node) claim, string assignments, object parameters, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            $"UPDATE plan SET {assignments}, ended_at = @ended, claimed_by = NULL, claimed_until = NULL {OfPlan} AND state = @computing AND claimed_by = @node", parameters, transaction),
        cancellationToken);
}
