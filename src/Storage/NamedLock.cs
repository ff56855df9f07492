using System.Data.Common;
using Dapper;
using Npgsql;

namespace Sutler.Storage;

/// <summary>
/// Keeps transactions apart that decide by more than the rows they write: who takes the same name waits until the other has ended. SQLite
/// has one writer at a time and needs nothing.
/// </summary>
public static class NamedLock
{
    /// <summary>Takes the name until the transaction ends.</summary>
    public static Task TakeAsync(DbTransaction transaction, string name) => transaction is NpgsqlTransaction
        ? transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name }, transaction)
        : Task.CompletedTask;
}
