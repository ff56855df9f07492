using Sutler.Service.Store;

namespace Sutler.Service.Directory.Csv;

/// <summary>
/// The users whom a file speaks of in any way, so that none of them is disabled as absent: those of its workers, those of refused rows,
/// and those who have a name that a refused row claimed, since that row may be theirs under a new WorkerID.
/// </summary>
internal sealed class HeldUsers(WorkerFile file, Dictionary<string, ImportedRow> known, Dictionary<string, string> byEmployee)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, string>> _workers = new(() => known.Values.ToLookup(row => row.ObjectId, row => row.WorkerId, StringComparer.Ordinal));

    /// <summary>The id of a worker's user, who need not exist yet.</summary>
    public string IdOf(string worker) => known.TryGetValue(worker, out var row) ? row.ObjectId
        : byEmployee.TryGetValue(worker, out var id) ? id
        : ObjectId.OfWorker(Tenant.Default, worker);

    public bool Contains(string id) => _ids.Contains(id);

    public void AddWorkers() => _ids.UnionWith(file.Workers.Keys.Concat(file.Kept).Select(IdOf));

    public void AddOwners(IEnumerable<string> names, IReadOnlyDictionary<string, string> owners) =>
        _ids.UnionWith(names.Select(name => owners.GetValueOrDefault(name)).OfType<string>());

    /// <summary>What the report says of a row whose name belongs to somebody else.</summary>
    public ImportProblem Problem(WorkerRow row, NameRefusal refusal)
    {
        var column = file.Columns.FirstOrDefault(column => string.Equals(column.ReadAs, UserAttribute.UserPrincipalName, StringComparison.Ordinal))?.Name;
        if (refusal.First is { } first)
            return new ImportProblem(row.Line, column, $"The UserID {row.UserPrincipalName} stands in line {first.Line} for worker {first.WorkerId} too.", "Give each worker a UserID of their own.");

        var owner = refusal.OwnerId!;
        var before = _workers.Value[owner].FirstOrDefault();
        var who = before is null ? $"({owner})" : $"({owner}, worker {before})";
        var remedy = before is null || file.Workers.ContainsKey(before)
            ? "Give each worker a UserID of their own."
            : $"Same person with a new WorkerID? Keep WorkerID {before} in the file, or PATCH /v1.0/users/{owner} with the employeeId {row.WorkerId} and import again. Another person? Give each worker a UserID of their own.";
        return new ImportProblem(row.Line, column, $"The UserID {row.UserPrincipalName} belongs to another user of the directory {who}.", remedy);
    }
}
