using Dapper;
using Microsoft.Data.Sqlite;
using Sutler.Storage.Sqlite;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>Reads the demo target's table as an administrator would, beside the running product.</summary>
internal static class EmployeesTable
{
    public static IReadOnlyList<EmployeeRow> Read(string dataFolder)
    {
        SystemSqlite.Use();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataFolder, "target.db")};Pooling=False");
        connection.Open();
        return connection.Query<EmployeeRow>(
            "SELECT ContosoLogin, FirstName, LastName, Email, Title, Department, Manager, IsActive, AzureID FROM Employees ORDER BY ContosoLogin").AsList();
    }

    /// <summary>A number that moves with every write to the database file, whoever makes it.</summary>
    public static byte[] Content(string dataFolder)
    {
        SystemSqlite.Use();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataFolder, "target.db")};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(dataFolder, "target.db")));
    }
}
