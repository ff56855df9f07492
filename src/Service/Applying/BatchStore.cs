using System.Data.Common;
using Dapper;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;
using Sutler.Service.Links;
using Sutler.Service.Planning;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Applying;

/// <summary>Loads the objects of a batch, and journals what is about to be sent. Settling is <see cref="SettleStore"/>'s.</summary>
internal sealed class BatchStore(Database database, string jobId)
{
    /// <summary>What the store knows of these objects, at one moment: users, links, open intents.</summary>
    public Task<IReadOnlyList<WorkItem>> LoadAsync(IReadOnlyList<string> ids, Mapping.ObjectSchema schema, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            // No transaction: only this run writes links and intents, and a user who changes meanwhile comes again with the feed.
            var parameters = new { tenantId = Tenant.Default, jobId, ids = IdList.Of(ids) };
            var users = (await connection.QueryAsync<UserRow>(
                $"SELECT {UserRow.Columns} FROM directory_user WHERE tenant_id = @tenantId AND {IdList.In("id")}", parameters)).ToDictionary(row => row.Id, StringComparer.Ordinal);
            var links = (await connection.QueryAsync<LinkRow>(
                $"SELECT {LinkRow.Columns} FROM link WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}", parameters)).ToDictionary(row => row.SourceId, StringComparer.Ordinal);
            var intents = (await connection.QueryAsync<IntentRow>(
                $"""
                SELECT source_id AS SourceId, action AS Action, target_id AS TargetId, matching AS Matching FROM intent
                WHERE tenant_id = @tenantId AND job_id = @jobId AND {IdList.In("source_id")}
                """,
                parameters)).ToDictionary(row => row.SourceId, StringComparer.Ordinal);
            return (IReadOnlyList<WorkItem>)[.. ids.Select(id => Make(id, SourceOf(users.GetValueOrDefault(id), schema), links.GetValueOrDefault(id), intents.GetValueOrDefault(id)))];
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
    /// Journals the changes that are about to be sent and claims their links, in one transaction under the job's epoch. An object whose
    /// target another one has is refused here, before anything is sent.
    /// </summary>
    public Task JournalAsync(IReadOnlyList<WorkItem> items, long epoch, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await JobLease.RequireAsync(transaction, jobId, epoch);
            var links = new LinkStore(transaction, jobId);
            await links.RemoveAsync([.. items.Where(item => item.DropsLink).Select(item => item.SourceId)]);
            var claims = items.Where(item => item.Change is { TargetId: not null, Action: not ChangeAction.Delete }).ToList();
            if (claims.Count > 0)
            {
                var taken = await links.ClaimAsync([.. claims.Select(item => (item.SourceId, item.Change!.TargetId!, item.Change.SourceVersion))]);
                foreach (var item in claims.Where(item => taken.Contains(item.SourceId)))
                    item.Failure = Failures.TargetTaken(item.Change!.TargetId!);
            }

            await InsertIntentsAsync(transaction, items.Where(item => item.Failure is null), epoch);
        },
        cancellationToken);

    /// <summary>Claims a target object found after a create was lost or refused; false when another object has it.</summary>
    public Task<bool> ClaimAsync(WorkItem item, string targetId, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction => (await new LinkStore(transaction, jobId).ClaimAsync([(item.SourceId, targetId, item.Change!.SourceVersion)])).Count == 0,
        cancellationToken);

    private Task<int> InsertIntentsAsync(DbTransaction transaction, IEnumerable<WorkItem> items, long epoch) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO intent (tenant_id, job_id, source_id, action, version, epoch, target_id, matching)
        VALUES (@tenantId, @jobId, @SourceId, @Action, @SourceVersion, @epoch, @TargetId, @matching)
        ON CONFLICT (tenant_id, job_id, source_id) DO UPDATE SET
            action = excluded.action, version = excluded.version, epoch = excluded.epoch, target_id = excluded.target_id, matching = excluded.matching
        """,
        items.Select(item => new
        {
            tenantId = Tenant.Default,
            jobId,
            item.SourceId,
            Action = item.Change!.Action.ToString(),
            item.Change.SourceVersion,
            epoch,
            item.Change.TargetId,
            matching = MatchText.Write(item.Matching),
        }),
        transaction);

    private static WorkItem Make(string id, SourceObject? source, LinkRow? link, IntentRow? intent) =>
        new() { SourceId = id, Source = source, Link = link?.ToState(), OpenIntent = intent };

    private static SourceObject? SourceOf(UserRow? row, Mapping.ObjectSchema schema)
    {
        if (row is null)
            return null;
        var source = new SourceObject(row.ToUser(), inScope: true);
        return schema.Scope.Includes(source.Value) ? source : new SourceObject(source.User, inScope: false);
    }
}
