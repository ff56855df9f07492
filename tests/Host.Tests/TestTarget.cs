using Dapper;
using Microsoft.Data.Sqlite;
using Sutler.Storage.Sqlite;

namespace Sutler.Host.Tests;

/// <summary>The demo target: a real SQLite file with the table Employees.</summary>
internal sealed class TestTarget
{
    private const string Script = """
        CREATE TABLE Employees (
            ContosoLogin TEXT NOT NULL PRIMARY KEY COLLATE NOCASE, FirstName TEXT, LastName TEXT, Email TEXT, Title TEXT, Department TEXT,
            Manager TEXT COLLATE NOCASE, IsActive INTEGER NOT NULL DEFAULT 1, AzureID TEXT,
            InternalGUID TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))));
        PRAGMA journal_mode = WAL;
        """;

    private readonly string _connectionString;

    public TestTarget(string folder)
    {
        SystemSqlite.Use();
        Path = System.IO.Path.Combine(folder, "target.db");
        _connectionString = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString();
        if (!File.Exists(Path))
            Execute(Script);
    }

    public string Path { get; }

    public void Execute(string sql, object? values = null)
    {
        using var connection = Open();
        connection.Execute(sql, values);
    }

    public List<T> Query<T>(string sql)
    {
        using var connection = Open();
        return connection.Query<T>(sql).AsList();
    }

    public long Count() => Query<long>("SELECT COUNT(*) FROM Employees")[0];

    /// <summary>Adds rows e1, e2, and so on, in one transaction.</summary>
    public void Fill(int rows) =>
        Execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @rows)
            INSERT INTO Employees (ContosoLogin, FirstName, LastName, Email, Title, Department)
            SELECT 'e' || i, 'First' || i, 'Last' || i, 'e' || i || '@contoso.com', 'Title', 'Dept' || (i % 10) FROM n
            """,
            new { rows });

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000");
        return connection;
    }
}
