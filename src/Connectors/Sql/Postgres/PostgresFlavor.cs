using System.Data;
using System.Data.Common;
using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;

namespace Sutler.Connectors.Sql.Postgres;

/// <summary>PostgreSQL 12 and later, by its own driver, by ODBC or by a provider that was loaded.</summary>
internal sealed class PostgresFlavor : ISqlFlavor
{
    // Transaction numbers of rows have 32 bits.
    private const string Round = "4294967296";

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

    /// <summary>
    /// A row's xmin, made 64 bits wide so that it never comes round again, against the oldest transaction that still runs: what is below that is
    /// settled, and a later read has seen it, whatever any clock says.
    /// </summary>
    public SqlRowVersion? RowVersion { get; } = new(
        $"(SELECT w.row - CASE WHEN w.row >= w.next THEN {Round} ELSE 0 END FROM "
        + $"(SELECT n.next, n.next - n.next % {Round} + CAST(CAST({{0}}xmin AS text) AS bigint) AS row FROM "
        + "(SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) AS next) AS n) AS w)",
        "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)");

    // "function name" calls a function for what it does; a procedure answers with a row of its output arguments.
    public string? Call(SqlCall call)
    {
        const string Function = "function ";
        var isFunction = call.ReturnsRows || call.Procedure.StartsWith(Function, StringComparison.OrdinalIgnoreCase);
        var name = call.Procedure.StartsWith(Function, StringComparison.OrdinalIgnoreCase) ? call.Procedure[Function.Length..].Trim() : call.Procedure;
        var arguments = call.Arguments.Index()
            .Where(argument => !isFunction || argument.Item.Direction is not ParameterDirection.Output)
            .Select(argument => call.ByName ? $"{Quote(argument.Item.Name.TrimStart('@'))} => {SqlStatementWriter.Parameter(argument.Index)}" : SqlStatementWriter.Parameter(argument.Index));
        return $"{(isFunction ? "SELECT * FROM" : "CALL")} {QualifiedName.Procedure(this, name)}({string.Join(", ", arguments)})";
    }

    private string Quote(string name) => ((ISqlFlavor)this).Quote(name);

    public string WithCase(string operand, bool caseExact) => caseExact ? $"CAST({operand} AS text)" : $"lower(CAST({operand} AS text))";

    public SqlTable? ReadTable(DbConnection connection, string name) => new PostgresCatalog(connection).Read(name);

    public SqlInventory ReadInventory(DbConnection connection) => new PostgresCatalog(connection).Inventory();

    public ConnectorError Describe(DbException failure, SqlObjectType? type) => PostgresErrors.Describe(failure, type);

    private static string Milliseconds(int seconds) => (seconds * 1000L).ToString(CultureInfo.InvariantCulture);
}
