namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Decides what an import writes: pure. A row's columns replace the attributes they hold and nothing else; attributes that the file does
/// not name stay, and so does everything of a worker whose row says what it said last time.
/// </summary>
internal static class ImportPlanner
{
    /// <summary>Adds to the plan what a row says of a user.</summary>
    /// <param name="plan">The plan so far.</param>
    /// <param name="item">The worker's row and the id of their user.</param>
    /// <param name="before">The user as they are; null for a new one.</param>
    /// <param name="columns">How the file's columns were read.</param>
    public static void Apply(ImportPlan plan, (WorkerRow Row, string ObjectId) item, DirectoryUser? before, IReadOnlyList<ImportColumn> columns)
    {
        var (row, objectId) = item;
        plan.Rows.Add(new ImportedRow(row.WorkerId, objectId, row.Hash));
        var attributes = new Dictionary<string, object>(before?.Attributes ?? new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
            attributes.Remove(column.ReadAs);
        foreach (var (name, value) in row.Attributes)
            attributes[name] = value;

        var namesManager = columns.Any(column => string.Equals(column.ReadAs, UserAttribute.ManagerEmployeeId, StringComparison.Ordinal));
        var manager = namesManager ? row.ManagerEmployeeId : before?.ManagerEmployeeId;
        var sameManager = before is not null && (string.Equals(manager, before.ManagerEmployeeId, StringComparison.Ordinal) || !namesManager);
        plan.Users.Add(new DirectoryUser
        {
            Id = objectId,
            Attributes = attributes,
            ManagerEmployeeId = manager,
            ManagerId = sameManager ? before!.ManagerId : null,
        });
        _ = before is null ? plan.Created++ : plan.Updated++;
    }

    /// <summary>Adds to the plan that a worker is missing from a complete file: their account is disabled, never deleted.</summary>
    public static void Miss(ImportPlan plan, ImportedRow known, DirectoryUser? before)
    {
        plan.Rows.Add(known with { Hash = ImportedRow.Absent });
        if (before is null || before.DeletedAt is not null || !before.AccountEnabled)
            return;

        var attributes = new Dictionary<string, object>(before.Attributes, StringComparer.OrdinalIgnoreCase) { [UserAttribute.AccountEnabled] = false };
        plan.Users.Add(before with { Attributes = attributes });
        plan.Disabled++;
    }
}
