using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Sutler.Connectors.Sdk;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>Measures, beside Npgsql alone on the same rows, and prints; run on demand.</summary>
public sealed class PostgresSpeedTests(PostgresServer server)
{
    private const int Rows = 1_000_000;
    private const int Adds = 50_000;
    private const int Batch = 500;
    private const string Table = """
        CREATE TABLE employees (login text PRIMARY KEY, first_name text, last_name text, email text, title text, department text, manager text,
            is_active boolean, level bigint, hired_at timestamptz, made uuid NOT NULL DEFAULT gen_random_uuid());
        """;

    private const string Fill = """
        INSERT INTO employees SELECT 'user' || to_char(i, 'FM0000000'), 'First ' || i, 'Last ' || i, 'user' || i || '@contoso.com', 'Title', 'Department ' || i % 50,
            'user0000001', true, i, now() FROM generate_series(1, 1000000) AS i;
        VACUUM ANALYZE employees
        """;

    private const string Insert =
        "INSERT INTO employees (login, first_name, last_name, email, title, department, is_active, level) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *";

    [Theory(Explicit = true)]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task Import_beside_the_driver_alone(int pageSize)
    {
        await using var target = await ServerTargets.PostgresAsync(server, Table);
        foreach (var statement in Fill.Split(";\n"))
            target.Run(statement);
        await using var connector = target.Connect("""[{ "name": "User", "table": "employees" }]""");
        for (var round = 0; round < 3; round++)
        {
            var floor = ReadFloor((NpgsqlConnection)target.Admin);
            var watch = Stopwatch.StartNew();
            var count = 0;
            await foreach (var page in connector.ImportAsync(new ImportRequest(ImportKind.Full, null, pageSize), CancellationToken.None))
                count += page.Objects.Count;
            count.ShouldBe(Rows);
            Report($"import, pages of {pageSize}", Rows / watch.Elapsed.TotalSeconds, Rows / floor);
        }
    }

    [Fact(Explicit = true)]
    public async Task Creates_beside_the_driver_alone()
    {
        await using var target = await ServerTargets.PostgresAsync(server, Table);
        await using var connector = target.Connect("""[{ "name": "User", "table": "employees", "attributes": [{ "name": "made", "readOnly": true }] }]""");
        for (var round = 0; round < 3; round++)
        {
            await using var alone = new NpgsqlConnection($"{target.Admin.ConnectionString};Max Auto Prepare=200;Auto Prepare Min Usages=2");
            await alone.OpenAsync();
            var floor = await InsertFloorAsync(alone, $"f{round}");
            var batches = Enumerable.Range(0, Adds).Select(index => Add($"c{round}", index)).Chunk(Batch).ToArray();
            var watch = Stopwatch.StartNew();
            foreach (var batch in batches)
                (await connector.ApplyAsync(batch, CancellationToken.None)).ShouldAllBe(result => result.Error == null);
            Report("create", Adds / watch.Elapsed.TotalSeconds, Adds / floor);
            var conflicts = batches[0];
            watch.Restart();
            (await connector.ApplyAsync(conflicts, CancellationToken.None)).ShouldAllBe(result => result.Error!.Kind == ConnectorErrorKind.Conflict);
            TestContext.Current.TestOutputHelper!.WriteLine($"a batch of {Batch} conflicts: {watch.ElapsedMilliseconds} ms");
        }
    }

    private static double ReadFloor(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT * FROM employees", connection);
        var watch = Stopwatch.StartNew();
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read())
            reader.GetValues(values);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> InsertFloorAsync(NpgsqlConnection connection, string prefix)
    {
        var watch = Stopwatch.StartNew();
        for (var start = 0; start < Adds; start += Batch)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(connection, transaction);
            for (var index = start; index < start + Batch; index++)
            {
                var command = new NpgsqlBatchCommand(Insert);
                foreach (var value in Values(prefix, index))
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                batch.BatchCommands.Add(command);
            }

            await using (var reader = await batch.ExecuteReaderAsync())
            {
                var values = new object[reader.FieldCount];
                do
                {
                    while (await reader.ReadAsync())
                        reader.GetValues(values);
                }
                while (await reader.NextResultAsync());
            }

            await transaction.CommitAsync();
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static object[] Values(string prefix, int index) =>
        [$"{prefix}.user{index:D7}", $"First {index}", $"Last {index}", $"user{index}@contoso.com", "Title", $"Department {index % 50}", true, (long)index];

    private static ObjectChange Add(string prefix, int index)
    {
        string[] names = ["login", "first_name", "last_name", "email", "title", "department", "is_active", "level"];
        var values = Values(prefix, index);
        return new ObjectChange(ChangeKind.Add, "User", new Anchor((string)values[0]), names.Zip(values).ToDictionary(
            pair => pair.First, pair => new AttributeChange(AttributeChangeKind.Replace, pair.Second)));
    }

    private static void Report(string what, double measured, double floor) => TestContext.Current.TestOutputHelper!.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what}: {measured:N0}/s, Npgsql alone {floor:N0}/s, ratio {measured / floor:F2}"));
}
