using System.Data.Common;
using Dapper;

namespace Sutler.Storage;

/// <summary>Brings a database to the newest schema: applies the migrations it has not seen, each in one transaction.</summary>
public static class Migrator
{
    /// <summary>Applies what is missing. Running it again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The database was written by a newer version of the product.</exception>
    public static void Apply(DbConnection connection, IReadOnlyList<Migration> migrations)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        var current = connection.ExecuteScalar<int?>("SELECT MAX(version) FROM schema_migration") ?? 0;
        if (current > migrations.Count)
        {
            throw new InvalidOperationException(
                $"The database has schema version {current}, this program knows {migrations.Count}. Run the newer version of the program, or restore a backup.");
        }

        foreach (var migration in migrations.Skip(current))
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(migration.For(connection), transaction: transaction);
            connection.Execute("INSERT INTO schema_migration (version, name) VALUES (@Version, @Name)", migration, transaction);
            transaction.Commit();
        }
    }
}
