namespace Sutler.Service.Directory.Csv;

/// <summary>
/// Reads a file of workers to its end. A row that breaks a rule is refused, its worker keeps the last state, and reading goes on. A place
/// that cannot be read could have been any worker's: after it, absence from the file says nothing.
/// </summary>
internal static class WorkerFileReader
{
    public static async Task<WorkerFile> ReadAsync(Stream stream, CsvLimits limits, CancellationToken cancellationToken)
    {
        var file = new WorkerFile();
        var reader = new CsvReader(stream, limits);
        if (await reader.ReadAsync(cancellationToken) is not { } header)
            return Refuse(file, [new ImportProblem(1, null, "The file is empty.", "Give a CSV file with a header line and one row for each worker.")]);

        var (map, problems) = ColumnMap.Read(header, file.Warnings);
        if (map is null)
            return Refuse(file, problems);

        file.Columns = map.Columns;
        reader.Columns = map.Columns.Count;
        var rows = new WorkerRowReader(map);
        while (await reader.ReadAsync(cancellationToken) is { } record)
        {
            file.Rows++;
            Add(file, record, rows, map);
        }

        return file;
    }

    private static WorkerFile Refuse(WorkerFile file, IReadOnlyList<ImportProblem> problems)
    {
        file.Problems.AddRange(problems);
        file.Complete = false;
        return file;
    }

    private static void Add(WorkerFile file, CsvRecord record, WorkerRowReader rows, ColumnMap map)
    {
        var worker = record.Fields.Length > map.WorkerId ? record.Fields[map.WorkerId].Trim() : "";
        if (record.Problem is { } unreadable)
        {
            file.Complete = false;
            file.Problems.Add(rows.Problem(record, unreadable.Column - 1, unreadable.Text, unreadable.Remedy));
            Keep(file, worker);
            return;
        }

        if (worker.Length == 0)
        {
            file.Complete = false;
            file.Problems.Add(rows.Problem(record, map.WorkerId, "The row has no WorkerID.", "Give each worker the id that never changes."));
            return;
        }

        if (rows.LineBreak(record) is { } broken)
        {
            file.Complete = false;
            file.Problems.Add(broken);
            Keep(file, worker);
            return;
        }

        var (row, problem) = rows.Read(record);
        if (row is null)
        {
            file.Problems.Add(problem!);
            Keep(file, worker);
            file.KeptNames[worker] = record.Fields[map.UserId].Trim();
            return;
        }

        if (file.Workers.ContainsKey(worker))
            file.Superseded++;
        file.Kept.Remove(worker);
        file.KeptNames.Remove(worker);
        file.Workers[worker] = row;
    }

    private static void Keep(WorkerFile file, string worker)
    {
        if (worker.Length == 0)
            return;
        if (file.Workers.Remove(worker))
            file.Superseded++;
        file.Kept.Add(worker);
    }
}
