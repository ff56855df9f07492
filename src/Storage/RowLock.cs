using System.Data.Common;
using Npgsql;

namespace Sutler.Storage;

/// <summary>
/// Ends a query whose rows are written later in the same transaction. SQLite has one writer at a time and needs nothing; PostgreSQL locks
/// the rows, so that no other writer changes them in between.
/// </summary>
public static class RowLock
{
    /// <summary>What to append to the query.</summary>
    public static string ForUpdate(DbTransaction transaction) => transaction is NpgsqlTransaction ? " FOR UPDATE" : "";
}
