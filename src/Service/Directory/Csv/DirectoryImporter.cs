using System.Data.Common;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Brings a file of workers into the directory. The file is read first, then everything is written in one transaction: an import happens
/// whole or not at all, and the same file a second time writes nothing.
/// </summary>
internal sealed class DirectoryImporter(Database database, DirectorySignal signal, TimeProvider time)
{
    public async Task<ImportReport> ImportAsync(Stream csv, string? name, CancellationToken cancellationToken)
    {
        var file = await WorkerFileReader.ReadAsync(csv, new CsvLimits(), cancellationToken);
        var report = file.Workers.Count == 0
            ? await database.ReadAsync(async connection => Report(file, null) with { FeedPosition = await DirectoryWriter.PositionAsync(connection, Tenant.Default, null) }, cancellationToken)
            : await database.WriteAsync(transaction => WriteAsync(transaction, file, time.GetUtcNow()), cancellationToken);
        signal.Raise();
        return report with { Name = name };
    }

    private static async Task<ImportReport> WriteAsync(DbTransaction transaction, WorkerFile file, DateTimeOffset now)
    {
        // An import is planned from what the last one left: two at once would each undo half of the other.
        await NamedLock.TakeAsync(transaction, "directory-import/" + Tenant.Default);
        var store = new ImportStore(transaction, Tenant.Default);
        var known = await store.RowsAsync();
        var plan = new ImportPlan();
        var differing = file.Workers.Values.Where(row => known.GetValueOrDefault(row.WorkerId)?.Hash != row.Hash).ToList();
        var held = await PlanRowsAsync(store, file, plan, (known, differing));
        if (file.Complete)
            await PlanAbsentAsync(store, plan, known, held);

        await DirectoryWriter.WriteAsync(transaction, Tenant.Default, [.. plan.Users.Select(user => user.CreatedAt is null ? user with { CreatedAt = now } : user)]);
        await store.SaveRowsAsync(plan.Rows);
        if (plan.Users.Count >= Statistics.Many)
            await Statistics.RefreshAsync(transaction, "directory_user");
        await ManagerResolver.ResolveAsync(transaction, Tenant.Default, plan.Users);
        return Report(file, plan) with
        {
            Unchanged = file.Workers.Count - differing.Count,
            UnresolvedManagers = await store.UnresolvedManagersAsync(),
            FeedPosition = await DirectoryWriter.PositionAsync(transaction.Connection!, Tenant.Default, transaction),
        };
    }

    private static async Task<HeldUsers> PlanRowsAsync(
        ImportStore store, WorkerFile file, ImportPlan plan, (Dictionary<string, ImportedRow> Known, List<WorkerRow> Differing) rows)
    {
        var newcomers = rows.Differing.Select(row => row.WorkerId).Concat(file.Kept).Where(worker => !rows.Known.ContainsKey(worker));
        var held = new HeldUsers(file, rows.Known, await store.IdsByEmployeeAsync(newcomers));
        held.AddWorkers();
        var claims = rows.Differing.Select(row => (Row: row, ObjectId: held.IdOf(row.WorkerId))).ToList();
        var users = await store.UsersAsync(claims.Select(claim => claim.ObjectId));
        var names = rows.Differing.Select(row => row.UserPrincipalName).Concat(file.KeptNames.Values).Select(UserRow.Key);
        var owners = await store.IdsByNameAsync(names.Distinct(StringComparer.Ordinal));
        var refused = NameClaims.Refuse(claims, owners);
        held.AddOwners(refused.Keys.Select(row => row.UserPrincipalName).Concat(file.KeptNames.Values).Select(UserRow.Key), owners);
        foreach (var claim in claims)
        {
            if (refused.TryGetValue(claim.Row, out var refusal))
                file.Problems.Add(held.Problem(claim.Row, refusal));
            else
                ImportPlanner.Apply(plan, claim, users.GetValueOrDefault(claim.ObjectId), file.Columns);
        }

        return held;
    }

    private static async Task PlanAbsentAsync(ImportStore store, ImportPlan plan, Dictionary<string, ImportedRow> known, HeldUsers held)
    {
        var absent = known.Values.Where(row => row.Hash != ImportedRow.Absent && !held.Contains(row.ObjectId)).ToList();
        var users = await store.UsersAsync(absent.Select(row => row.ObjectId));
        foreach (var row in absent)
        {
            // Two workers may have been one user: the user is disabled once.
            users.Remove(row.ObjectId, out var user);
            ImportPlanner.Miss(plan, row, user);
        }
    }

    private static ImportReport Report(WorkerFile file, ImportPlan? plan) => new()
    {
        Rows = file.Rows,
        Workers = file.Workers.Count,
        Superseded = file.Superseded,
        Created = plan?.Created ?? 0,
        Updated = plan?.Updated ?? 0,
        Disabled = plan?.Disabled ?? 0,
        RefusedCount = file.Problems.Count,
        Refused = [.. file.Problems.OrderBy(problem => problem.Line).Take(ImportReport.MostListed)],
        Warnings = file.Warnings,
        Columns = file.Columns,
        Complete = file.Complete,
    };
}
