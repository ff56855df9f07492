using System.Diagnostics;
using System.Net;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Sutler.Benchmarks.Host;

/// <summary>SCIM creates through the host into PostgreSQL beside batched inserts with Npgsql alone.</summary>
internal static class CreateBenchmark
{
    private const int InFlight = 64;
    private const int Rounds = 3;
    private const int Batch = 64;
    private const string Urn = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User";

    public static async Task RunAsync(string folder, int users)
    {
        await using var target = await PostgresScene.StartAsync(1);
        HostScene.Write(folder, "sql", target.Settings);
        await using var host = await HostScene.StartAsync(folder);
        await PostAsync(host.Client, "warm", users / 10);
        Console.WriteLine($"{users} creates, {InFlight} in flight; floor: the same inserts in batches of {Batch}, a transaction each");
        for (var round = 1; round <= Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await InsertAsync(target, $"f{round}", users);
            var floor = users / watch.Elapsed.TotalSeconds;
            watch.Restart();
            await PostAsync(host.Client, $"h{round}", users);
            var rate = users / watch.Elapsed.TotalSeconds;
            HostBenchmarks.Print($"round {round}: {rate:0} creates a second, floor {floor:0}, ratio {rate / floor:0.00}");
        }
    }

    private static Task PostAsync(HttpClient client, string prefix, int users) =>
        Parallel.ForEachAsync(Enumerable.Range(0, users), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (i, token) =>
        {
            var values = Values(prefix, i);
            var body = $$$"""{"schemas":["{{{Urn}}}"],"{{{Urn}}}":{"employee_id":"{{{values[0]}}}","user_name":"{{{values[1]}}}","given_name":"{{{values[2]}}}","family_name":"{{{values[3]}}}","display_name":"{{{values[4]}}}","mail":"{{{values[5]}}}","title":"{{{values[6]}}}","department":"{{{values[7]}}}","city":"{{{values[8]}}}","active":true}}""";
            using var content = new StringContent(body, Encoding.UTF8, "application/scim+json");
            using var response = await client.PostAsync(new Uri("Users", UriKind.Relative), content, token);
            if (response.StatusCode is not HttpStatusCode.Created)
                throw new InvalidOperationException(await response.Content.ReadAsStringAsync(token));
        });

    private static async Task InsertAsync(PostgresScene target, string prefix, int users)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        foreach (var chunk in Enumerable.Range(0, users).Chunk(Batch))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var i in chunk)
            {
                var command = new NpgsqlBatchCommand($"INSERT INTO users ({PostgresScene.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true)");
                foreach (var value in Values(prefix, i))
                    command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Text });
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }

    private static string[] Values(string prefix, int i) =>
        [$"{prefix}e{i}", $"{prefix}u{i}@example.com", $"Given{i}", $"Family{i}", $"Given{i} Family{i}", $"{prefix}u{i}@example.com", "Engineer", "Sales", "Vienna"];
}
