using System.Diagnostics;
using Npgsql;

namespace Sutler.Benchmarks.Host;

/// <summary>The first import of a table in PostgreSQL, objects durable and answering, beside reading the same rows with Npgsql alone.</summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(string folder, int users)
    {
        await using var target = await PostgresScene.StartAsync(users);
        HostScene.Write(folder, "sql", target.Settings);
        await ReadAsync(target);
        var floor = users / await ReadAsync(target);
        var watch = Stopwatch.StartNew();
        await using var host = await HostScene.StartAsync(folder);
        var cpu = host.ImportCpu.TotalMicroseconds / users;
        var rate = users / host.Import.TotalSeconds;
        HostBenchmarks.Print($"first import of {users} rows of 10 columns, from the first row to the answer: {rate:0} a second, {host.Import.TotalSeconds:0.0} s; {watch.Elapsed.TotalSeconds:0.0} s with the start of the host; {cpu:0.0} µs of the processor a row");
        HostBenchmarks.Print($"floor, Npgsql alone reading the same rows: {floor:0} a second; ratio {rate / floor:0.00}");
    }

    private static async Task<double> ReadAsync(PostgresScene target)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        var watch = Stopwatch.StartNew();
        await using var command = new NpgsqlCommand($"SELECT {PostgresScene.Columns} FROM users ORDER BY employee_id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
            reader.GetValues(values);
        return watch.Elapsed.TotalSeconds;
    }
}
