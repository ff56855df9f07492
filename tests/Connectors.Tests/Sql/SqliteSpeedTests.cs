using System.Diagnostics;
using System.Globalization;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>Measures, beside the driver alone, and prints; run on demand.</summary>
public sealed class SqliteSpeedTests
{
    private const int Rows = 200_000;
    private const int Batch = 500;
    private const string Script = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE Employees (ContosoLogin TEXT PRIMARY KEY COLLATE NOCASE, FirstName TEXT, LastName TEXT, Email TEXT, Title TEXT, Department TEXT, Manager TEXT,
            IsActive BOOLEAN, AzureID TEXT, InternalGUID TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))));
        """;

    private static readonly string[] Names = ["ContosoLogin", "FirstName", "LastName", "Email", "Title", "Department", "IsActive", "AzureID"];

    [Theory(Explicit = true)]
    [InlineData(1u)]
    [InlineData(2_654_435_761u)]
    public async Task Batches_import_and_find_beside_the_driver_alone(uint spread)
    {
        using var floorFile = new SqliteFile(Script);
        var floor = Measure(() => RunFloor(floorFile, spread));
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect("""[{ "name": "User", "table": "Employees", "attributes": [{ "name": "InternalGUID", "readOnly": true }] }]""");
        var batches = Enumerable.Range(0, Rows).Select(index => Add(index, spread)).Chunk(Batch).ToArray();

        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
            (await connector.ApplyAsync(batch, CancellationToken.None))[0].Error.ShouldBeNull();
        Report("add", watch, floor);
        var importFloor = Measure(() => ReadFloor(file));
        watch.Restart();
        (await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 5000), CancellationToken.None).ToListAsync()).Sum(page => page.Objects.Count).ShouldBe(Rows);
        Report("import", watch, importFloor);
        watch.Restart();
        foreach (var batch in batches)
            (await ((IObjectFinder)connector).FindAsync(new ObjectQuery("User", "ContosoLogin", [.. batch.Select(change => change.Anchor!.Values[0])], []), CancellationToken.None)).Count.ShouldBe(Batch);
        Report("find", watch, 0);
        watch.Restart();
        foreach (var batch in batches)
            (await connector.ApplyAsync([.. batch.Select(change => change with { Kind = ChangeKind.Update, Attributes = Title })], CancellationToken.None))[0].Error.ShouldBeNull();
        Report("update", watch, 0);
        var conflicts = Enumerable.Range(0, Batch).Select(index => Add(index, spread)).ToArray();
        watch.Restart();
        (await connector.ApplyAsync(conflicts, CancellationToken.None)).ShouldAllBe(result => result.Error!.Kind == ConnectorErrorKind.Conflict);
        TestContext.Current.TestOutputHelper!.WriteLine($"a batch of {Batch} conflicts: {watch.ElapsedMilliseconds} ms");
    }

    private static Dictionary<string, AttributeChange> Title { get; } = new() { ["Title"] = new(AttributeChangeKind.Replace, "Changed") };

    private static ObjectChange Add(int index, uint spread)
    {
        var login = string.Create(CultureInfo.InvariantCulture, $"user{(uint)index * spread:x8}.{index}@contoso.com");
        return new ObjectChange(ChangeKind.Add, "User", new Anchor(login), Names.ToDictionary(
            name => name,
            name => new AttributeChange(AttributeChangeKind.Replace, name is "ContosoLogin" ? login : name is "IsActive" ? true : $"{name} of {index}")));
    }

    private static void RunFloor(SqliteFile file, uint spread)
    {
        using var connection = file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO Employees ({string.Join(", ", Names)}) VALUES ({string.Join(", ", Names.Select(name => "@" + name))}) RETURNING *";
        foreach (var name in Names)
            command.Parameters.AddWithValue("@" + name, "");
        for (var start = 0; start < Rows; start += Batch)
        {
            using var transaction = connection.BeginTransaction();
            command.Transaction = transaction;
            foreach (var change in Enumerable.Range(start, Batch).Select(index => Add(index, spread)))
            {
                for (var index = 0; index < Names.Length; index++)
                    command.Parameters[index].Value = change.Attributes[Names[index]].Value is true ? 1L : change.Attributes[Names[index]].Value;
                using var reader = command.ExecuteReader();
                reader.Read();
            }

            transaction.Commit();
        }
    }

    private static void ReadFloor(SqliteFile file)
    {
        using var connection = file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM Employees";
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read())
            reader.GetValues(values);
    }

    private static double Measure(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return Rows / watch.Elapsed.TotalSeconds;
    }

    private static void Report(string what, Stopwatch watch, double floor)
    {
        var speed = Rows / watch.Elapsed.TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {speed:N0} rows/s{(floor > 0 ? $", {speed / floor:F2} of the driver alone ({floor:N0})" : "")}"));
    }
}
