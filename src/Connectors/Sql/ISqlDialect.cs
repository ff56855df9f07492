using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql;

/// <summary>Everything in which one database product differs from another. Stateless; safe for any number of threads.</summary>
internal interface ISqlDialect
{
    /// <summary>The word in the settings.</summary>
    string Provider { get; }

    /// <summary>Most parameters of one statement.</summary>
    int MostParameters { get; }

    /// <summary>Reports what is wrong with the connection part of the settings.</summary>
    void CheckConnection(SqlConfig config, SettingsReader reader);

    /// <summary>Opens a connection; a read-only one can never write.</summary>
    DbConnection Open(SqlConfig config, ConnectorContext context, bool readOnly);

    /// <summary>Begins a transaction that already holds what it needs to write, so that it fails at its start or not for a lock.</summary>
    DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Ends a transaction without keeping anything of it, whatever state a failure left it in; does nothing after a commit.</summary>
    void Abandon(DbTransaction transaction);

    /// <summary>Whether a transaction is still open after a statement or commit failed.</summary>
    bool InTransaction(DbConnection connection);

    /// <summary>Whether a failed statement leaves the transaction usable and only itself undone.</summary>
    bool FailureUndoesStatementOnly { get; }

    /// <summary>Makes the running statement of this connection stop; called from another thread.</summary>
    void Interrupt(DbConnection connection, DbCommand? running);

    /// <summary>Gives a parameter its value.</summary>
    void Assign(DbParameter parameter, object value) => parameter.Value = value;

    /// <summary>Whether such a statement of ours answers with the row it wrote (<c>RETURNING</c>); else the row is read again by its key.</summary>
    bool ReturnsRows(ChangeKind kind) => true;

    /// <summary>Where inserts return no row: the key that the database made for the row just inserted; null when it tells none.</summary>
    object[]? LastKey(DbConnection connection, DbTransaction transaction, SqlObjectType type) => null;

    /// <summary>What follows the table's name in an insert that leaves every column to the database.</summary>
    string InsertDefaults => "DEFAULT VALUES";

    /// <summary>
    /// The text that calls a stored procedure with parameters <c>@p0</c>, <c>@p1</c> … in the order of its arguments; null when this database
    /// has none (H/SQL-55). Output arguments come back as a row whose columns bear their names.
    /// </summary>
    string? Call(SqlCall call) => null;

    /// <summary>The attribute type of a column that a query or procedure returns.</summary>
    AttributeType TypeOf(string dataTypeName, Type? clrType) => SqlClrTypes.Of(clrType);

    /// <summary>The same, where the driver knows more than names.</summary>
    AttributeType TypeOf(DbDataReader reader, int ordinal) => TypeOf(reader.GetDataTypeName(ordinal), reader.GetFieldType(ordinal));

    /// <summary>
    /// One writer commits after the other, so that a number taken in a transaction is never seen after a higher one. Where that is not so, a
    /// delta reads a part of what it read before again.
    /// </summary>
    bool WritersAreSerial => false;

    /// <summary>What the database itself says about a row's last change, for the delta strategy <c>rowVersion</c>; null when it says nothing.</summary>
    SqlRowVersion? RowVersion => null;

    /// <summary>What ends a query for the first rows only.</summary>
    string Limit(string parameter) => $"LIMIT {parameter}";

    /// <summary>Quotes a table's name, with its schema where it needs one.</summary>
    string QuoteTable(SqlTable table) => table.Schema is null ? Quote(table.Name) : $"{Quote(table.Schema)}.{Quote(table.Name)}";

    /// <summary>Quotes a name that was found in the database's own catalog.</summary>
    string Quote(string identifier);

    /// <summary>Writes an operand, a column or parameter, to be compared without regard to case, or exactly, where the column's own collation says otherwise.</summary>
    string WithCase(string operand, bool caseExact);

    /// <summary>Reads a table's columns and unique keys; null when there is none of that name.</summary>
    SqlTable? ReadTable(DbConnection connection, string name);

    /// <summary>Lists the tables and views that the account can see outside of the database's own catalog, and the foreign keys between them.</summary>
    SqlInventory ReadInventory(DbConnection connection) => SqlInventory.Empty;

    /// <summary>Turns an attribute value into what the column takes, or says in <paramref name="fault"/> why it cannot.</summary>
    object? ToColumn(SqlAttribute attribute, object value, out string? fault);

    /// <summary>The same for one value of an anchor, which travels as text.</summary>
    object? AnchorToColumn(SqlAttribute attribute, string text, out string? fault);

    /// <summary>The invariant text form of a column or attribute value, as it stands in an anchor.</summary>
    string AsText(object value);

    /// <summary>Turns what the column holds into an attribute value; null when there is none.</summary>
    /// <exception cref="FormatException">The column holds something that the attribute's type cannot express.</exception>
    object? FromColumn(SqlAttribute attribute, object value);

    /// <summary>Puts a failure into the fixed list of kinds, with a safe message.</summary>
    ConnectorError Describe(DbException failure, SqlObjectType? type);
}
