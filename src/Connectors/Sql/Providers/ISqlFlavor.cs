using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>What belongs to a database product, whichever driver speaks to it. Stateless; safe for any number of threads.</summary>
internal interface ISqlFlavor
{
    /// <summary>Most parameters of one statement.</summary>
    int MostParameters { get; }

    /// <summary>Whether a failed statement leaves the transaction usable and only itself undone.</summary>
    bool FailureUndoesStatementOnly { get; }

    /// <summary>What follows the table's name in an insert that leaves every column to the database.</summary>
    string InsertDefaults => "DEFAULT VALUES";

    /// <summary>Entries for the ODBC connection string that make the driver behave; the driver's own file name decides which.</summary>
    IReadOnlyList<KeyValuePair<string, string>> OdbcEntries(string driver) => [];

    /// <summary>Statements for a new session.</summary>
    IEnumerable<string> SessionStatements(SessionOptions options) => [];

    /// <summary>Whether an insert or update answers with the row it wrote.</summary>
    bool ReturnsRows(ChangeKind kind);

    /// <summary>The key that the database made for the row just inserted; null when it tells none.</summary>
    object[]? LastKey(DbConnection connection, DbTransaction transaction, SqlObjectType type) => null;

    /// <summary>The text that calls a stored procedure; null when this product has none, or the arguments cannot be handed over.</summary>
    string? Call(SqlCall call) => null;

    /// <summary>The attribute type of a column that a query or procedure returns.</summary>
    AttributeType TypeOf(string dataTypeName, Type? clrType) => clrType == typeof(DateOnly) ? AttributeType.DateTime : SqlClrTypes.Of(clrType);

    /// <summary>What the database itself says about a row's last change; null when it says nothing.</summary>
    SqlRowVersion? RowVersion => null;

    /// <summary>What ends a query for the first rows only.</summary>
    string Limit(string parameter) => $"LIMIT {parameter}";

    /// <summary>Quotes a name.</summary>
    string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>An operand compared without regard to case, or exactly, where its own collation says otherwise.</summary>
    string WithCase(string operand, bool caseExact);

    /// <summary>Reads a table's columns and unique keys; null when there is none of that name.</summary>
    SqlTable? ReadTable(DbConnection connection, string name);

    /// <summary>Lists tables, views and foreign keys.</summary>
    SqlInventory ReadInventory(DbConnection connection);

    /// <summary>Turns an attribute value into what the column takes, or says why it cannot.</summary>
    object? ToColumn(SqlAttribute attribute, object value, out string? fault) => ServerValues.ToColumn(attribute, value, out fault);

    /// <summary>The same for one value of an anchor, which travels as text.</summary>
    object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault) => ServerValues.AnchorToColumn(attribute, text, out fault);

    /// <summary>The invariant text form of a value.</summary>
    string AsText(object value) => ServerValues.AsText(value);

    /// <summary>Turns what the column holds into an attribute value; null when there is none.</summary>
    object? FromColumn(SqlAttribute attribute, object value) => ServerValues.FromColumn(attribute, value);

    /// <summary>Puts a failure into the fixed list of kinds, with a safe message.</summary>
    ConnectorError Describe(DbException failure, SqlObjectType? type);
}
