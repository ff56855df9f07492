using System.Data.Common;
using Sutler.Service.Store;
using Sutler.Storage.Sqlite;

namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Brings a file of workers into the directory. The file is read first, then everything is written in one transaction: an import happens
/// whole or not at all, and the same file a second time writes nothing.
/// </summary>
internal sealed class DirectoryImporter(SqliteDatabase database, DirectorySignal signal)
{
    public async Task<ImportReport> ImportAsync(Stream csv, string? name, CancellationToken cancellationToken)
    {
        var file = await WorkerFileReader.ReadAsync(csv, new CsvLimits(), cancellationToken);
        var report = file.Workers.Count == 0
            ? await database.ReadAsync(async connection => Report(file, null) with { FeedPosition = await DirectoryWriter.PositionAsync(connection, Tenant.Default, null) }, cancellationToken)
            : await database.WriteAsync(transaction => WriteAsync(transaction, file), cancellationToken);
        signal.Raise();
        return report with { Name = name };
    }

    private static async Task<ImportReport> WriteAsync(DbTransaction transaction, WorkerFile file)
    {
        var store = new ImportStore(transaction, Tenant.Default);
        var known = await store.RowsAsync();
        var plan = new ImportPlan();
        var differing = file.Workers.Values.Where(row => known.GetValueOrDefault(row.WorkerId)?.Hash != row.Hash).ToList();
        await PlanRowsAsync(store, file, plan, (known, differing));
        if (file.Complete)
            await PlanAbsentAsync(store, file, plan, known);

        await DirectoryWriter.WriteAsync(transaction, Tenant.Default, plan.Users);
        await store.SaveRowsAsync(plan.Rows);
        await ManagerResolver.ResolveAsync(transaction, Tenant.Default, plan.Users);
        return Report(file, plan) with
        {
            Unchanged = file.Workers.Count - differing.Count,
            UnresolvedManagers = await store.UnresolvedManagersAsync(),
            FeedPosition = await DirectoryWriter.PositionAsync(transaction.Connection!, Tenant.Default, transaction),
        };
    }

    private static async Task PlanRowsAsync(
        ImportStore store, WorkerFile file, ImportPlan plan, (Dictionary<string, ImportedRow> Known, List<WorkerRow> Differing) rows)
    {
        var newcomers = rows.Differing.Select(row => row.WorkerId).Where(worker => !rows.Known.ContainsKey(worker));
        var byEmployee = await store.IdsByEmployeeAsync(newcomers);
        var claims = rows.Differing.Select(row => (Row: row, ObjectId: IdOf(row.WorkerId))).ToList();
        var users = await store.UsersAsync(claims.Select(claim => claim.ObjectId));
        var owners = await store.IdsByNameAsync(rows.Differing.Select(row => UserRow.Key(row.UserPrincipalName)).Distinct(StringComparer.Ordinal));
        var refused = NameClaims.Refuse(claims, owners);
        foreach (var claim in claims)
        {
            if (refused.TryGetValue(claim.Row, out var reason))
                file.Problems.Add(new ImportProblem(claim.Row.Line, UserColumn(file), reason, "Give each worker a UserID of their own."));
            else
                ImportPlanner.Apply(plan, claim, users.GetValueOrDefault(claim.ObjectId), file.Columns);
        }

        string IdOf(string worker) => rows.Known.TryGetValue(worker, out var row) ? row.ObjectId
            : byEmployee.TryGetValue(worker, out var id) ? id
            : ObjectId.OfWorker(Tenant.Default, worker);
    }

    private static async Task PlanAbsentAsync(ImportStore store, WorkerFile file, ImportPlan plan, Dictionary<string, ImportedRow> known)
    {
        var absent = known.Values
            .Where(row => row.Hash != ImportedRow.Absent && !file.Workers.ContainsKey(row.WorkerId) && !file.Kept.Contains(row.WorkerId))
            .ToList();
        var users = await store.UsersAsync(absent.Select(row => row.ObjectId));
        foreach (var row in absent)
            ImportPlanner.Miss(plan, row, users.GetValueOrDefault(row.ObjectId));
    }

    private static string? UserColumn(WorkerFile file) =>
        file.Columns.FirstOrDefault(column => column.ReadAs == UserAttribute.UserPrincipalName)?.Name;

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
