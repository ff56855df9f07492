using Dapper;
using Microsoft.Data.Sqlite;
using Sutler.Storage.Files;
using Sutler.Storage.Sqlite;

namespace Sutler.Cli.Demo;

/// <summary>The sample that <c>host demo</c> serves: a connection file and its database, made from what ships in <c>samples/scim-full</c>.</summary>
internal static class DemoSample
{
    public const string Connection = "scim-full";

    /// <summary>Writes connection file and token, and makes the database where it is missing; one that is there is left as it is.</summary>
    public static void Ensure(string hostFolder, string token)
    {
        AtomicFile.WriteText(Path.Combine(hostFolder, "scim-full-token"), token);
        AtomicFile.WriteText(Path.Combine(hostFolder, "connections", Connection + ".yaml"), Read("scim-full.yaml"));
        SystemSqlite.Use();
        var database = new SqliteConnectionStringBuilder { DataSource = Path.Combine(hostFolder, "scim-full.db"), Pooling = false };
        using var connection = new SqliteConnection(database.ToString());
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL;");
        connection.Execute(Read("schema.sql"));
    }

    private static string Read(string file)
    {
        using var stream = typeof(DemoSample).Assembly.GetManifestResourceStream("scim-full/" + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
