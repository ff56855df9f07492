using System.Data.Common;
using Dapper;
using Sutler.Service.Jobs;
using Sutler.Service.Links;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applying;

/// <summary>Loads the objects of a batch, and journals what is about to be sent. Settling is <see cref="SettleStore"/>'s.</summary>
internal sealed class BatchStore(Database database, string jobId)
{
    /// <summary>What is taken for granted although it is not so; nothing in a run.</summary>
    public Assumptions Assumed { get; init; } = Assumptions.None;

    /// <summary>What the store knows of these objects: source objects, links, open intents.</summary>
    public Task<IReadOnlyList<WorkItem>> LoadAsync(IReadOnlyList<string> ids, JobContext job, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            // No transaction: only this run writes links and intents, and an object that changes meanwhile comes again with the feed.
            var parameters = new { tenantId = Tenant.Default, jobId, ids = IdList.Of(ids) };
            var sources = await new SourceLoader(job, Assumed).LoadAsync(connection, ids);
            var links = (await connection.QueryAsync<LinkRow>(
                $"SELECT {LinkRow.Columns} FROM link WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}", parameters)).ToDictionary(row => row.SourceId, StringComparer.Ordinal);
            var intents = (await connection.QueryAsync<IntentRow>(
                $"SELECT {IntentRow.Columns} FROM intent WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}", parameters)).ToDictionary(row => row.SourceId, StringComparer.Ordinal);
            return (IReadOnlyList<WorkItem>)[.. ids.Select(id => Make(job.Schema, id, (sources.GetValueOrDefault(id), links.GetValueOrDefault(id), intents.GetValueOrDefault(id))))];
        },
        cancellationToken);

    /// <summary>Target ids of the linked ones among these objects.</summary>
    public Task<ReferenceState> ReferentsAsync(IReadOnlyCollection<string> all, CancellationToken cancellationToken) => all.Count == 0
        ? Task.FromResult(ReferenceState.None)
        : database.ReadAsync(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string SourceId, string TargetId)>(
                    $"SELECT source_id, target_id FROM link WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}",
                    new { tenantId = Tenant.Default, jobId, ids = IdList.Of(all) });
                return new ReferenceState(rows.ToDictionary(row => row.SourceId, row => row.TargetId, StringComparer.Ordinal));
            },
            cancellationToken);

    /// <summary>
    /// Writes down what is about to be sent, so that a process that dies knows what to ask about, and claims the links for these versions.
    /// Refused when a later run has taken the job.
    /// </summary>
    public Task JournalAsync(IReadOnlyList<WorkItem> items, JobContext job, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            // The job's row first: whoever restarts the job takes rows in this order too.
            await JobLease.RequireAsync(transaction, jobId, job.Epoch);
            var links = new LinkStore(transaction, jobId);
            await links.RemoveAsync([.. items.Where(item => item.DropsLink).Select(item => item.SourceId)]);
            var claims = items.Where(item => item.Change!.Action is not ChangeAction.Create and not ChangeAction.Delete).ToList();
            if (claims.Count > 0)
            {
                var taken = await links.ClaimAsync([.. claims.Select(LinkClaim.Of)]);
                foreach (var item in claims.Where(item => taken.Contains(item.SourceId)))
                    item.Failure = Failures.TargetTaken(item.Change!.TargetId!);
            }

            await InsertIntentsAsync(transaction, items.Where(item => item.Failure is null), job);
        },
        cancellationToken);

    /// <summary>Claims a target object found after a create was lost or refused; false when another object has it.</summary>
    public Task<bool> ClaimAsync(WorkItem item, string targetId, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction => (await new LinkStore(transaction, jobId).ClaimAsync([LinkClaim.Of(item) with { TargetId = targetId }])).Count == 0,
        cancellationToken);

    private Task<int> InsertIntentsAsync(DbTransaction transaction, IEnumerable<WorkItem> items, JobContext job) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO intent (tenant_id, job_id, source_id, action, version, epoch, target_id, matching, object_type)
        VALUES (@tenantId, @jobId, @SourceId, @Action, @SourceVersion, @Epoch, @TargetId, @matching, @ObjectType)
        ON CONFLICT (tenant_id, job_id, source_id) DO UPDATE SET
            action = excluded.action, version = excluded.version, epoch = excluded.epoch, target_id = excluded.target_id, matching = excluded.matching,
            object_type = excluded.object_type
        """,
        items.Select(item => new
        {
            tenantId = Tenant.Default,
            jobId,
            item.SourceId,
            Action = item.Change!.Action.ToString(),
            item.Change.SourceVersion,
            job.Epoch,
            item.Change.TargetId,
            matching = MatchText.Write(item.Matching),
            ObjectType = item.Schema.SourceType,
        }),
        transaction);

    private WorkItem Make(JobSchema schema, string id, (SourceObject? Source, LinkRow? Link, IntentRow? Intent) known) => new()
    {
        SourceId = id,
        Source = known.Source,
        Link = known.Link is null ? null : Assumed.Link(known.Link.ToState()),
        OpenIntent = known.Intent,
        Schema = schema.For(known.Source?.Type ?? known.Link?.ObjectType ?? known.Intent?.ObjectType ?? JobSchema.User),
    };
}
