using System.Text;
using Sutler.Odbc.DataSources;
using Sutler.Testing.Servers;

namespace Sutler.Odbc.Tests;

/// <summary>Ways to name a data source, and what is said when it is not found (H/SQL-10, H/SQL-11, H/ERR-4).</summary>
public sealed class DataSourceTests(PostgresServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sutler-dsn-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_dsn_file_connects_and_user_and_password_override_it()
    {
        (await Drivers.PostgresAsync(server)).Dispose();
        var path = Write($"[ODBC]\r\nDRIVER={{PostgreSQL Unicode}}\r\n; a comment\r\nServername=127.0.0.1\nPort={server.Port}\nDatabase=postgres\nUID=nobody\nPWD=nothing\n");
        using var connection = new OdbcConnection($"FILEDSN={path}") { User = PostgresServer.User, Password = "unused" };
        connection.Open();
        connection.Product.ShouldBe("PostgreSQL");
        Should.Throw<OdbcException>(() =>
        {
            using var other = new OdbcConnection($"FILEDSN={path}");
            other.Open();
        }).Message.ShouldNotContain("nothing");
    }

    [Fact]
    public void The_string_goes_before_the_file_and_the_account_before_both()
    {
        var path = Write("[ODBC]\nDRIVER=x\nServer=file\nUID=file\nPWD=file\nTrusted_Connection=No\n");
        var text = ConnectionText.Complete($"FILEDSN={path};Server=string", ("me", "a;b}c"), null);
        ConnectionText.Find(text, "Server").ShouldBe("string");
        ConnectionText.Find(text, "UID").ShouldBe("me");
        ConnectionText.Find(text, "PWD").ShouldBe("a;b}c");
        ConnectionText.Find(text, "DRIVER").ShouldBe("x");
        ConnectionText.Find(text, "Trusted_Connection").ShouldBeNull();
    }

    [Fact]
    public void A_dsn_file_in_another_encoding_is_refused_with_the_reason()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "wide.dsn"), "[ODBC]\nDRIVER=x\n", Encoding.Unicode);
        File.WriteAllText(Path.Combine(_folder.FullName, "latin.dsn"), "[ODBC]\nDRIVER=Größe\n", Encoding.Latin1);
        Fault("wide.dsn").ShouldContain("UTF-16. A DSN file must be UTF-8");
        Fault("latin.dsn").ShouldContain("not in UTF-8. A DSN file must be UTF-8");
        Fault("nothing.dsn").ShouldContain("cannot be read");
        File.WriteAllText(Path.Combine(_folder.FullName, "bom.dsn"), "[ODBC]\nDRIVER=Größe\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        ConnectionText.Find(ConnectionText.Complete("FILEDSN=bom.dsn", (null, null), _folder.FullName), "DRIVER").ShouldBe("Größe");
        File.WriteAllText(Path.Combine(_folder.FullName, "empty.dsn"), "[Other]\nDRIVER=x\n");
        Fault("empty.dsn").ShouldContain("no entry below [ODBC]");
    }

    [Fact]
    public void A_missing_driver_is_told_with_those_that_are_installed()
    {
        Drivers.Need("SQLite3");
        var failure = Should.Throw<OdbcException>(() =>
        {
            using var connection = new OdbcConnection("Driver=No Such Driver;Server=x;PWD=hunter2");
            connection.Open();
        });
        failure.Message.ShouldContain("'No Such Driver' is not installed");
        failure.Message.ShouldContain("'SQLite3'");
        failure.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_missing_data_source_is_told_with_the_ways_to_name_one()
    {
        Drivers.Need("SQLite3");
        var failure = Should.Throw<OdbcException>(() =>
        {
            using var connection = new OdbcConnection("DSN=NoSuchSource");
            connection.Open();
        });
        failure.SqlState.ShouldBe("IM002");
        failure.Message.ShouldContain("no data source 'NoSuchSource'");
        failure.Message.ShouldContain("FILEDSN=path and must be UTF-8");
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("PWD={hunter2")]
    public void A_connection_string_with_a_fault_of_form_is_not_repeated(string text)
    {
        var failure = Should.Throw<OdbcException>(() => ConnectionText.Complete(text, (null, null), null));
        failure.ToString().ShouldNotContain("hunter2");
    }

    private string Fault(string name) =>
        Should.Throw<OdbcException>(() => ConnectionText.Complete($"FILEDSN={name}", (null, null), _folder.FullName)).Message;

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "file.dsn");
        File.WriteAllText(path, text);
        return path;
    }
}
