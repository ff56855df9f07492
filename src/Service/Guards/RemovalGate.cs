using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Sutler.Service.Api;
using Sutler.Service.Audit;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Guards;

/// <summary>
/// Holds mass removals, and only them, until an operator releases them one by one or all (S/SAFE-3). A run asks once before it removes
/// anything, with everything it would remove: what changed since its watermark, and whatever <see cref="ListedAsync"/> names, because the
/// watermark moves on past what is held. Safe for any number of jobs.
/// </summary>
internal sealed class RemovalGate(Database database, EngineOptions options)
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(24);
    private readonly RemovalWindow _window = new(options.Time);

    /// <summary>Objects whose removal is held, released or rejected: a run looks at them too, whether they are still leaving.</summary>
    public Task<IReadOnlyList<string>> ListedAsync(string jobId, CancellationToken cancellationToken) =>
        SourcesAsync(jobId, "AND kind <> 'Member'", cancellationToken);

    /// <summary>Groups with memberships in that state.</summary>
    public Task<IReadOnlyList<string>> ListedGroupsAsync(string jobId, CancellationToken cancellationToken) =>
        SourcesAsync(jobId, "AND kind = 'Member'", cancellationToken);

    /// <summary>Released and not made yet: there is something to do although the directory has not moved.</summary>
    public async Task<bool> HasReleasedAsync(string jobId, CancellationToken cancellationToken) =>
        (await SourcesAsync(jobId, $"AND state = '{RemovalState.Released}'", cancellationToken)).Count > 0;

    /// <summary>Decides which removals must wait, and says so in the job's row.</summary>
    /// <param name="job">The run.</param>
    /// <param name="leavers">Everybody the cycle would take out of use.</param>
    /// <param name="linked">How many objects are linked.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="JobTakenException">Another run has the job.</exception>
    public Task<HeldRemovals> DecideAsync(JobContext job, IReadOnlyList<Leaver> leavers, int linked, CancellationToken cancellationToken) =>
        DecideAsync(job, [.. leavers.DistinctBy(leaver => leaver.SourceId, StringComparer.Ordinal).Select(Removal.Of)], ("Object", linked), cancellationToken);

    /// <summary>The same for members that the cycle would take out of groups.</summary>
    /// <param name="job">The run.</param>
    /// <param name="members">Every membership it would end, those of <see cref="ListedGroupsAsync"/> among them.</param>
    /// <param name="total">How many memberships the job has put into the target.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public Task<HeldRemovals> DecideMembersAsync(JobContext job, IReadOnlyList<LeavingMember> members, int total, CancellationToken cancellationToken) =>
        DecideAsync(job, [.. members.Select(Removal.Of).DistinctBy(removal => removal.Id, StringComparer.Ordinal)], ("Member", total), cancellationToken);

    /// <summary>Forgets removals that were made, so that the next mass removal is held anew; within the transaction that settles them.</summary>
    public static async Task SettledAsync(DbTransaction transaction, JobContext job, IReadOnlyCollection<string> ids)
    {
        var store = new RemovalStore(transaction, job.JobId);
        if (ids.Count > 0 && await store.ForgetAsync(ids) > 0)
            await store.ShowAsync(RemovalExplanation.Of(job.Settings, job.Options));
    }

    /// <summary>Releases or rejects; returns how many.</summary>
    public Task<int> VerdictAsync(JobRow job, EscrowSelection chosen, (string State, string? Note) verdict, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var store = new RemovalStore(transaction, job.Id);
            var now = options.Time.GetUtcNow();
            var count = await store.DecideAsync(chosen, new RemovalVerdict(verdict.State, Caller.Current.Name, now, verdict.Note));
            if (count == 0)
                return 0;
            await store.ShowAsync(RemovalExplanation.Of(JobSettings.Read(job.Settings, new Dictionary<string, string>(StringComparer.Ordinal)), options));
            await AuditStore.AppendAsync(transaction, new AuditEntry
            {
                Activity = verdict.State == RemovalState.Released ? Activities.Release : "Reject held changes",
                TargetType = "SynchronizationJob",
                TargetId = job.Id,
                After = new JsonObject { [verdict.State] = count, ["ids"] = chosen.Ids is { } ids ? string.Join(' ', ids.Take(50)) : "all" },
                Reason = verdict.Note ?? "",
                At = now,
            });
            return count;
        },
        cancellationToken);

    /// <summary>Lets everything through that is held now: exactly these, once; within the transaction of a restart.</summary>
    public static Task ReleaseAllAsync(DbTransaction transaction, string jobId) =>
        new RemovalStore(transaction, jobId).DecideAsync(new EscrowSelection(null, null), new RemovalVerdict(RemovalState.Released, Caller.Current.Name, null, "ForceDeletes"));

    /// <summary>In the order of their ids, one more than asked for where there is more.</summary>
    public Task<IReadOnlyList<HeldRemovalRow>> ListAsync(string jobId, string state, PageRequest page, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<HeldRemovalRow>)(await connection.QueryAsync<HeldRemovalRow>(
            $"SELECT {HeldRemovalRow.Columns} FROM held_removal WHERE tenant_id = @tenantId AND job_id = @jobId AND id > @after AND (@state = '' OR state = @state) ORDER BY id LIMIT @limit",
            new { tenantId = Tenant.Default, jobId, after = page.SkipToken, state, limit = page.Top + 1 })).AsList(),
        cancellationToken);

    /// <summary>How many in each state.</summary>
    public Task<IReadOnlyDictionary<string, int>> CountsAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyDictionary<string, int>)(await connection.QueryAsync<(string State, int Count)>(
            "SELECT state, CAST(COUNT(*) AS INTEGER) FROM held_removal WHERE tenant_id = @tenantId AND job_id = @jobId GROUP BY state",
            new { tenantId = Tenant.Default, jobId })).ToDictionary(row => row.State, row => row.Count, StringComparer.Ordinal),
        cancellationToken);

    private async Task<HeldRemovals> DecideAsync(JobContext job, IReadOnlyList<Removal> leaving, (string Kind, int Population) of, CancellationToken cancellationToken)
    {
        if (leaving.Count == 0 && !await AnyAsync(job.JobId, cancellationToken))
            return HeldRemovals.None;

        var window = $"{job.JobId} {of.Kind}";
        var now = options.Time.GetUtcNow();
        var isMember = of.Kind == nameof(RemovalKind.Member);
        var decision = await database.WriteAsync(
            async transaction =>
            {
                await JobLease.RequireAsync(transaction, job.JobId, job.Epoch);
                var store = new RemovalStore(transaction, job.JobId);
                var made = RemovalDecision.Of(new RemovalInput
                {
                    Leaving = leaving,
                    Rows = await store.RowsAsync(isMember),
                    Population = of.Population,
                    Guard = isMember ? RemovalGuard.OfMembers(job.Settings, options) : RemovalGuard.OfObjects(job.Settings, options),
                    IsDecided = await store.IsDecidedAsync(of.Kind),
                    Passed = _window.Of(window),
                    RecentSince = EscrowStore.Text(now - Recent),
                });
                await store.ApplyAsync(made, of, now);
                await store.ShowAsync(RemovalExplanation.Of(job.Settings, options));
                return made;
            },
            cancellationToken);
        _window.Add(window, decision.Pass);
        return new HeldRemovals(decision.Holding);
    }

    /// <summary>Whether anything is or was held, so that a cycle in which nobody leaves writes nothing.</summary>
    private Task<bool> AnyAsync(string jobId, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<int?>(
            """
            SELECT 1 FROM job WHERE tenant_id = @tenantId AND id = @jobId
            AND (held IS NOT NULL OR EXISTS (SELECT 1 FROM held_removal h WHERE h.tenant_id = job.tenant_id AND h.job_id = job.id))
            """,
            new { tenantId = Tenant.Default, jobId }) is not null,
        cancellationToken);

    private Task<IReadOnlyList<string>> SourcesAsync(string jobId, string condition, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (IReadOnlyList<string>)(await connection.QueryAsync<string>(
            $"SELECT DISTINCT source_id FROM held_removal WHERE tenant_id = @tenantId AND job_id = @jobId {condition} ORDER BY source_id",
            new { tenantId = Tenant.Default, jobId })).AsList(),
        cancellationToken);
}
