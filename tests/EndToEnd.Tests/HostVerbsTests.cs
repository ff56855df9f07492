using System.IO.Compression;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Sutler.EndToEnd.Tests.Kit;
using Sutler.Storage.Sqlite;

namespace Sutler.EndToEnd.Tests;

/// <summary>The verbs of a host as an administrator types them, on files alone and against a running host.</summary>
public sealed class HostVerbsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HostVerbsTests()
    {
        SystemSqlite.Use();
        Directory.CreateDirectory(Data);
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("target.db"), Pooling = false }.ToString());
        database.Open();
        database.Execute("CREATE TABLE Employees (ContosoLogin TEXT NOT NULL PRIMARY KEY, Email TEXT, Title TEXT); INSERT INTO Employees VALUES ('a', 'a@contoso.com', 'T');");
    }

    private string Data => _folder.File("host");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_connection_is_added_tested_exported_imported_and_removed_without_a_host()
    {
        var added = await RunAsync("connection", "add", "hr", "--provider", "sqlite", "--data-source", _folder.File("target.db"), "--type", "User=Employees", "--anchor", "ContosoLogin", "--attributes", "ContosoLogin,Email", "--autosync", "30m");
        added.ExitCode.ShouldBe(0, added.All);
        added.All.ShouldContain("Secret token, shown this once: ");
        (await RunAsync("connection", "add", "hr", "--provider", "sqlite", "--data-source", "x", "--type", "User=Employees")).ExitCode.ShouldBe(1);

        (await RunAsync("connection", "list")).All.ShouldContain("hr          sql        Stopped");
        (await RunAsync("connection", "validate", "hr")).All.ShouldContain("Valid.");
        var test = await RunAsync("connection", "test", "hr");
        test.ExitCode.ShouldBe(0, test.All);
        test.All.ShouldContain("One object of type User was read again");
        var schema = await RunAsync("connection", "schema", "hr", "--output", "json");
        JsonNode.Parse(schema.LastLine!)!["objectTypes"]![0]!["attributes"]!.AsArray().Count.ShouldBe(2);
        var found = await RunAsync("connection", "discover", "--provider", "sqlite", "--data-source", _folder.File("target.db"), "--output", "json");
        JsonNode.Parse(found.LastLine!)!["objectTypes"]!.ToJsonString().ShouldBe("""[{"name":"Employees","table":"Employees","anchor":["ContosoLogin"]}]""");
        (await RunAsync("connection", "discover", "hr")).All.ShouldContain("Employees  table  ContosoLogin  ContosoLogin, Email, Title");
        (await RunAsync("connection", "discover", "--provider", "nosuch")).All.ShouldContain("settings.provider: 'nosuch' is not a known provider.");
        var shown = await RunAsync("connection", "show", "hr");
        shown.All.ShouldContain("secretToken: file:../secrets/hr.secretToken-");

        (await RunAsync("connection", "export-config", "hr", "--file", _folder.File("host.xml"))).ExitCode.ShouldBe(0);
        (await RunAsync("connection", "remove", "hr")).ExitCode.ShouldBe(0);
        (await RunAsync("connection", "list")).All.ShouldContain("No connections.");
        Directory.GetFiles(Path.Combine(Data, "secrets")).ShouldBeEmpty();
        var taken = await RunAsync("connection", "import-config", _folder.File("host.xml"));
        taken.ExitCode.ShouldBe(1, "its secret is gone and has to be supplied");
        (await RunAsync("connection", "show", "hr")).All.ShouldBe(shown.All);
        (await RunAsync("connection", "test", "nobody")).All.ShouldContain("There is no connection 'nobody'");
        (await RunAsync("connection", "import", "hr")).All.ShouldContain("No host runs on this data folder.");
    }

    [Fact]
    public async Task A_running_host_takes_changes_at_once_and_its_support_bundle_holds_no_secret()
    {
        const string Planted = "planted-secret-value-77";
        var yaml = $$"""
            name: hr
            connector: sql
            secretToken: {{Planted}}
            settings:
              provider: sqlite
              dataSource: {{_folder.File("target.db")}}
              objectTypes: [{ name: User, table: Employees, anchor: [ContosoLogin] }]
            """;
        await File.WriteAllTextAsync(_folder.File("hr.yaml"), yaml, TestContext.Current.CancellationToken);
        await using var host = SutlerProcess.Start("host", "run", "--data", Data, "--port", FreePort.Find(), "--log", "Information");
        await host.LineAsync(line => line.Contains("Ctrl-C", StringComparison.Ordinal));

        (await RunAsync("connection", "add", "hr", "--file", _folder.File("hr.yaml"))).ExitCode.ShouldBe(0);
        await host.LineAsync(line => line.Contains("Connection hr is ready with 1 objects", StringComparison.Ordinal));
        var import = await RunAsync("connection", "import", "hr");
        import.ExitCode.ShouldBe(0, import.All);
        import.All.ShouldContain("full import read 1 objects");
        (await RunAsync("log", "Trace")).All.ShouldContain("Log level: Trace.");
        (await RunAsync("certificate", "show")).All.ShouldContain("generated certificate CN=localhost");
        (await RunAsync("status")).All.ShouldContain("Host runs on port");

        // Secrets where people put them by mistake: in clear in files, in a connection string, in a file that is not YAML.
        await File.WriteAllTextAsync(Path.Combine(Data, "connections", "clear.yaml"), yaml.Replace("name: hr", "name: clear", StringComparison.Ordinal) + $"\n  connectionString: 'DSN=x;Password={Planted}'", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Data, "connections", "garbled.yaml"), $"password: \"{Planted}\nx: [", TestContext.Current.CancellationToken);
        (await RunAsync("connection", "reload", "clear")).ExitCode.ShouldBe(1);
        (await RunAsync("connection", "reload", "garbled")).ExitCode.ShouldBe(1);

        var doctor = await RunAsync("doctor", "--bundle", _folder.File("support.zip"));
        doctor.ExitCode.ShouldBe(1, "two of the connections are faulty");
        var secrets = Directory.EnumerateFiles(Path.Combine(Data, "secrets")).Append(Path.Combine(Data, "admin-token")).Select(file => File.ReadAllText(file).Trim()).Append(Planted).ToList();
        secrets.Count.ShouldBe(3);
        var bundle = await ReadAsync(_folder.File("support.zip"));
        bundle.Keys.ShouldBe(["system.json", "status.json", "doctor.json", "certificate.json", "log.json", "connectors.json", "connections/clear.json", "connections/garbled.json", "connections/hr.json", "log.txt"], ignoreOrder: true);
        foreach (var secret in secrets)
        {
            foreach (var (file, text) in bundle)
                text.ShouldNotContain(secret, Case.Sensitive, file);
            (doctor.All + host.All).ShouldNotContain(secret);
        }

        foreach (var (_, text) in bundle)
            text.ShouldNotContain("PRIVATE KEY");
        bundle["connections/hr.json"].ShouldContain("file:../secrets/hr.secretToken-");
        bundle["log.txt"].ShouldContain("Connection hr is ready");

        // Killed, the host leaves its address behind; the verbs see that nobody answers there.
        await host.KillAsync();
        File.Exists(Path.Combine(Data, "admin.json")).ShouldBeTrue();
        (await RunAsync("status")).All.ShouldContain("No host runs on");
        (await RunAsync("connection", "validate", "hr")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Help_of_every_verb_has_an_example_and_wrong_calls_exit_2()
    {
        foreach (var verb in new[] { "list", "show", "add", "validate", "test", "schema", "discover", "reload", "remove", "import", "import-config", "export-config" })
        {
            var help = await SutlerProcess.RunAsync("host", "connection", verb, "--help");
            help.ExitCode.ShouldBe(0);
            help.All.ShouldContain($"sutler host connection {verb}");
        }

        (await SutlerProcess.RunAsync("host", "connection", "list")).ExitCode.ShouldBe(2);
        (await SutlerProcess.RunAsync("host", "connection", "list", "--data", _folder.File("absent"))).ExitCode.ShouldBe(2);
        (await RunAsync("connection", "test")).ExitCode.ShouldBe(2);
        (await RunAsync("connection", "add", "hr")).ExitCode.ShouldBe(2);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(string path)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var zip = await ZipFile.OpenReadAsync(path);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return files;
    }

    private Task<SutlerResult> RunAsync(params string[] arguments) =>
        SutlerProcess.RunAsync([.. arguments[0] == "doctor" ? [] : (string[])["host"], .. arguments, "--data", Data]);
}
