using Sutler.Conformance.Cases;
using Sutler.Conformance.Loading;
using Sutler.Conformance.Reports;
using Sutler.Conformance.Running;

namespace Sutler.Databases.Tests;

/// <summary>The conformance pack against a running host on each database: the same cases, the same results.</summary>
public sealed class PackTests(DatabaseServers servers) : IClassFixture<DatabaseServers>
{
    private static readonly Dictionary<string, string> Schemas = new(StringComparer.Ordinal)
    {
        [DatabaseServers.Sqlite] = "schema.sql",
        [DatabaseServers.Postgres] = "schema.postgres.sql",
        [DatabaseServers.MariaDb] = "schema.mariadb.sql",
    };

    [Fact]
    public async Task Every_database_gives_the_same_results()
    {
        var expected = await RunAsync(DatabaseServers.Sqlite);
        expected.Values.Count(o => o is CaseOutcome.Passed).ShouldBeGreaterThan(250);

        foreach (var product in new[] { DatabaseServers.Postgres, DatabaseServers.MariaDb })
        {
            var results = await RunAsync(product);
            results.Where(r => expected[r.Key] != r.Value).Select(r => $"{r.Key}: {r.Value}").ShouldBeEmpty(product);
        }
    }

    private async Task<Dictionary<string, CaseOutcome>> RunAsync(string product)
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "scim-full");
        var database = await servers.MakeAsync(product);
        // MariaDB's driver takes one statement at a time; the others take the file, in which functions and triggers have a ';' of their own.
        database.Run(await File.ReadAllTextAsync(Path.Combine(sample, Schemas[product])), product is DatabaseServers.MariaDb ? ";\n" : "\0");
        var yaml = await File.ReadAllTextAsync(Path.Combine(sample, "scim-full.yaml"));
        await using var host = new DatabaseHost();
        await host.StartAsync("scim-full", yaml.Replace("provider: sqlite\n  dataSource: ../scim-full.db", database.Settings, StringComparison.Ordinal));
        var options = new ConformanceOptions { BaseUrl = host.Url, Token = DatabaseHost.Token };

        var cases = PackLoader.LoadShipped().Where(c => c.Level is CaseLevel.Must).ToList();
        var report = await new ConformanceRunner(options, TimeProvider.System).RunAsync(cases, null, TestContext.Current.CancellationToken);

        report.Results.Where(r => r.Outcome is CaseOutcome.Failed).Select(r => $"{r.Case.Id}: {r.Reason}").ShouldBeEmpty(product);
        return report.Results.ToDictionary(r => r.Case.Id, r => r.Outcome, StringComparer.Ordinal);
    }
}
