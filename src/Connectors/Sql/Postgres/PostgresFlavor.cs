using System.Data.Common;
using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;

namespace Sutler.Connectors.Sql.Postgres;

/// <summary>PostgreSQL 12 and later, by its own driver, by ODBC or by a provider that was loaded.</summary>
internal sealed class PostgresFlavor : ISqlFlavor
{
    public static readonly PostgresFlavor Instance = new();

    // The protocol counts them in 16 bits.
    public int MostParameters => 32_767;

    // A failed statement makes the transaction useless until it goes back to a savepoint.
    public bool FailureUndoesStatementOnly => false;

    // Savepoints are ours: the driver's own would cost one a statement.
    public IReadOnlyList<KeyValuePair<string, string>> OdbcEntries(string driver) =>
        [new("BoolsAsChar", "0"), new("LFConversion", "0"), new("Protocol", "7.4-0"), new("MaxLongVarcharSize", "0"), new("ByteaAsLongVarBinary", "1")];

    public IEnumerable<string> SessionStatements(SessionOptions options)
    {
        yield return "SET TIME ZONE 'UTC'";
        foreach (var (name, value) in Parameters(options))
            yield return $"SET {name} = {value}";
    }

    /// <summary>Run-time parameters of a session. A wait for a lock ends a little before the statement would, so that it is told as one.</summary>
    public static IEnumerable<(string Name, string Value)> Parameters(SessionOptions options)
    {
        yield return ("lock_timeout", Milliseconds(options.CommandTimeout));
        yield return ("statement_timeout", Milliseconds(options.CommandTimeout + 1));
        yield return ("idle_in_transaction_session_timeout", Milliseconds((options.CommandTimeout * 2) + 60));
        if (options.ReadOnly)
            yield return ("default_transaction_read_only", "on");
    }

    public bool ReturnsRows(ChangeKind kind) => true;

    public string WithCase(string operand, bool caseExact) => caseExact ? $"CAST({operand} AS text)" : $"lower(CAST({operand} AS text))";

    public SqlTable? ReadTable(DbConnection connection, string name) => new PostgresCatalog(connection).Read(name);

    public ConnectorError Describe(DbException failure, SqlObjectType? type) => PostgresErrors.Describe(failure, type);

    private static string Milliseconds(int seconds) => (seconds * 1000L).ToString(CultureInfo.InvariantCulture);
}
