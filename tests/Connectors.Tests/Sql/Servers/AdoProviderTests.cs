using System.Text.Json.Nodes;
using Npgsql;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Odbc;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>Providers loaded from a folder, as the customer's own would be.</summary>
public sealed class AdoProviderTests(PostgresServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sutler-providers-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_provider_from_a_folder_reads_and_writes_with_the_products_flavor()
    {
        await using var target = await ServerTargets.PostgresAsync(server, schema => Settings(
            Copy(typeof(NpgsqlConnection)), "Npgsql.NpgsqlFactory", $"{server.NpgsqlConnectionString};Search Path={schema},public"), ServerTargets.PostgresTable);
        await ShowAsync(target.Connector);
    }

    [Fact]
    public async Task Our_own_odbc_provider_loads_as_any_other_would()
    {
        ServerTargets.NeedDriver("PostgreSQL Unicode");
        await using var target = await ServerTargets.PostgresAsync(server, schema => Settings(
            Copy(typeof(OdbcConnection)), "Sutler.Odbc.OdbcProviderFactory", $"{server.OdbcConnectionString};ConnSettings={{SET search_path = {schema}, public}};BoolsAsChar=0;Protocol=7.4-0"), ServerTargets.PostgresTable);
        await ShowAsync(target.Connector);
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_told_with_its_path()
    {
        var error = await ErrorAsync(Settings("nowhere/provider.dll", "X", "a=b"));
        error.Message.ShouldContain("nowhere");
        error.Message.ShouldContain("correct 'assembly'");
    }

    [Fact]
    public async Task A_wrong_factory_is_told_with_the_right_ones()
    {
        var path = Copy(typeof(NpgsqlConnection));
        (await ErrorAsync(Settings(path, "Npgsql.Nothing", "a=b"))).Message.ShouldContain("Npgsql.NpgsqlFactory");
        (await ErrorAsync(Settings(path, "Npgsql.NpgsqlConnection", "a=b"))).Message.ShouldContain("is no DbProviderFactory");
        var text = Path.Combine(_folder.FullName, "text.dll");
        await File.WriteAllTextAsync(text, "no assembly");
        (await ErrorAsync(Settings(text, "X", "a=b"))).Message.ShouldContain("cannot be loaded");
    }

    [Fact]
    public void Settings_without_assembly_or_with_a_password_are_refused()
    {
        var settings = Settings("a.dll", "X", "Host=h;Password=hunter2");
        settings.Remove("assembly");
        var faults = new SqlConnectorFactory().Validate(settings);
        faults.ShouldContain(fault => fault.StartsWith("assembly: is missing", StringComparison.Ordinal));
        faults.ShouldContain(fault => fault.StartsWith("connectionString: holds a password", StringComparison.Ordinal));
        faults.ShouldAllBe(fault => !fault.Contains("hunter2", StringComparison.Ordinal));
    }

    private static async Task ShowAsync(IConnector connector)
    {
        (await connector.TestAsync(CancellationToken.None)).ShouldBeNull();
        var results = await connector.ApplyAsync(
            [Contract.ContractUser.Add("Alice", ("Mail", "a@x"), ("Level", 3L), ("Active", true)), Contract.ContractUser.Add("ALICE"), Contract.ContractUser.Update("alice", ("Title", "t"))],
            CancellationToken.None);
        results.Select(result => result.Error?.Kind).ShouldBe([null, ConnectorErrorKind.Conflict, null]);
        var found = (await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 10), CancellationToken.None).ToListAsync()).Single().Objects.Single();
        found.Attributes["Title"].ShouldBe("t");
        found.Attributes["Level"].ShouldBe(3L);
        found.Attributes["Active"].ShouldBe(true);
    }

    private static async Task<ConnectorError> ErrorAsync(JsonObject settings)
    {
        await using var connector = ServerTarget.Connect(settings);
        return (await connector.TestAsync(CancellationToken.None)).ShouldNotBeNull();
    }

    private string Copy(Type type)
    {
        var path = Path.Combine(_folder.FullName, Path.GetFileName(type.Assembly.Location));
        File.Copy(type.Assembly.Location, path, overwrite: true);
        return path;
    }

    private static JsonObject Settings(string assembly, string factory, string connectionString)
    {
        var settings = ServerTargets.Settings("ado", connectionString);
        settings["assembly"] = assembly;
        settings["factory"] = factory;
        return settings;
    }
}
