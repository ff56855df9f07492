using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;
using Sutler.Connectors.Sql.Sqlite;

namespace Sutler.Connectors.Sql.Odbc;

/// <summary>SQLite through ODBC: its own values and errors, as with the native driver.</summary>
internal sealed class SqliteOdbcFlavor : ISqlFlavor
{
    private const int Constraint = 19;

    public static readonly SqliteOdbcFlavor Instance = new();

    // The driver's extended codes do not come through; its words are the library's own, which never change with the language.
    private static readonly (string Words, int Code)[] Rules =
    [
        ("UNIQUE constraint failed", Constraint | (8 << 8)),
        ("NOT NULL constraint failed", Constraint | (5 << 8)),
        ("FOREIGN KEY constraint failed", Constraint | (3 << 8)),
        ("CHECK constraint failed", Constraint | (1 << 8)),
        ("cannot store", Constraint | (12 << 8)),
    ];

    public int MostParameters => 999;

    public bool FailureUndoesStatementOnly => true;

    public IReadOnlyList<KeyValuePair<string, string>> OdbcEntries(string driver) => [new("FKSupport", "1"), new("Timeout", "1000"), new("StepAPI", "0"), new("LongNames", "0")];

    public IEnumerable<string> SessionStatements(SessionOptions options) => options.ReadOnly ? ["PRAGMA query_only = ON"] : [];

    // The driver runs a statement that writes to its end and drops the rows that it answers with.
    public bool ReturnsRows(ChangeKind kind) => false;

    public object[]? LastKey(DbConnection connection, DbTransaction transaction, SqlObjectType type) =>
        type.Anchor is [{ Column: { HasDefault: true, Type: AttributeType.Integer } }]
            ? [CatalogQuery.Run(connection, "SELECT last_insert_rowid()", [], row => CatalogQuery.Number(row, 0))[0]]
            : null;

    public AttributeType TypeOf(string dataTypeName, Type? clrType) => SqliteCatalog.TypeOf(dataTypeName);

    public string WithCase(string operand, bool caseExact) => $"{operand} COLLATE {(caseExact ? "BINARY" : "NOCASE")}";

    public SqlTable? ReadTable(DbConnection connection, string name) => new SqliteOdbcCatalog(connection).Read(name);

    public SqlInventory ReadInventory(DbConnection connection) => SqliteCatalog.Inventory(connection);

    public object? ToColumn(SqlAttribute attribute, object value, out string? fault) => SqliteValues.ToColumn(attribute, value, out fault);

    public object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault) => SqliteValues.AnchorToColumn(attribute, text, out fault);

    public string AsText(object value) => SqliteValues.AsText(value);

    public object? FromColumn(SqlAttribute attribute, object value) => SqliteValues.FromColumn(attribute, value);

    public ConnectorError Describe(DbException failure, SqlObjectType? type)
    {
        var rule = Array.Find(Rules, rule => failure.Message.Contains(rule.Words, StringComparison.Ordinal)).Code;
        if (rule != 0)
            return SqliteErrors.Describe(new SqliteException(failure.Message, raw.SQLITE_CONSTRAINT, rule), type);
        if (failure.SqlState is "HYT00" || failure.Message.Contains("interrupted", StringComparison.Ordinal))
            return ServerErrors.Make((ConnectorErrorKind.Timeout, ServerErrors.Stopped), failure, type, []);
        return failure.ErrorCode is > 0 and < 256
            ? SqliteErrors.Describe(new SqliteException(failure.Message, failure.ErrorCode, failure.ErrorCode), type)
            : ServerErrors.Make(BySqlState.Classify(failure), failure, type, []);
    }
}
