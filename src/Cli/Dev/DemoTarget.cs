using Dapper;
using Microsoft.Data.Sqlite;
using Sutler.Storage.Sqlite;

namespace Sutler.Cli.Dev;

/// <summary>The application that <c>dev</c> provisions into: a SQLite database with one table (H/SQL-76).</summary>
internal static class DemoTarget
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS Employees (
            ContosoLogin TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
            FirstName    TEXT,
            LastName     TEXT,
            Email        TEXT,
            Title        TEXT,
            Department   TEXT,
            Manager      TEXT COLLATE NOCASE,
            IsActive     INTEGER NOT NULL DEFAULT 1 CHECK (IsActive IN (0, 1)),
            AzureID      TEXT,
            InternalGUID TEXT NOT NULL DEFAULT (lower(hex(randomblob(16))))
        );
        """;

    /// <summary>Makes the database where it is missing; one that is there is left as it is.</summary>
    public static void Ensure(string path)
    {
        SystemSqlite.Use();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        connection.Execute(Schema);
    }
}
