using System.Data;
using System.Data.Common;
using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Providers;

namespace Sutler.Connectors.Sql.MariaDb;

/// <summary>
/// MariaDB 10.5 and later, and MySQL. MariaDB answers an insert with its row; what an update wrote is read again, and with MySQL what an insert
/// wrote as well.
/// </summary>
internal sealed class MariaDbFlavor(bool isMariaDb) : ISqlFlavor
{
    public int MostParameters => 32_767;

    // A constraint undoes its statement. A deadlock undoes the transaction, but is told as busy, after which nothing of it is kept.
    public bool FailureUndoesStatementOnly => true;

    public string InsertDefaults => "() VALUES ()";

    // MySQL's own driver counts wrong with server-side prepared statements (H/SQL-3).
    public IReadOnlyList<KeyValuePair<string, string>> OdbcEntries(string driver) => driver.Contains("myodbc", StringComparison.OrdinalIgnoreCase)
        ? [new("CHARSET", "utf8mb4"), new("NO_SSPS", "1"), new("MULTI_STATEMENTS", "1")]
        : [new("CHARSET", "utf8mb4")];

    public IEnumerable<string> SessionStatements(SessionOptions options)
    {
        yield return "SET SESSION time_zone = '+00:00'";
        // Without strict mode the server cuts what is too long and says nothing; || joins text, as in the standard and everywhere else.
        yield return "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',STRICT_ALL_TABLES,PIPES_AS_CONCAT,NO_ZERO_DATE,NO_ZERO_IN_DATE')";
        yield return string.Create(CultureInfo.InvariantCulture, $"SET SESSION innodb_lock_wait_timeout = {options.CommandTimeout}");
        if (options.ReadOnly)
            yield return "SET SESSION TRANSACTION READ ONLY";
    }

    public bool ReturnsRows(ChangeKind kind) => isMariaDb && kind is ChangeKind.Add;

    public object[]? LastKey(DbConnection connection, DbTransaction transaction, SqlObjectType type)
    {
        if (type.Anchor.Length != 1 || type.Anchor[0].Column is not { HasDefault: true, Type: AttributeType.Integer })
            return null;
        var key = CatalogQuery.Run(connection, "SELECT LAST_INSERT_ID()", [], row => CatalogQuery.Number(row, 0))[0];
        return key == 0 ? null : [key];
    }

    // An output argument would have to be a variable of the session, which a prepared statement cannot set and read at once.
    public string? Call(SqlCall call) => call.ByName || call.Arguments.Any(argument => argument.Direction is not ParameterDirection.Input)
        ? null
        : $"CALL {QualifiedName.Procedure(this, call.Procedure)}({SqlStatementWriter.Parameters(0, call.Arguments.Count)})";

    public string Quote(string identifier) => $"`{identifier.Replace("`", "``", StringComparison.Ordinal)}`";

    public string WithCase(string operand, bool caseExact) => $"CONVERT({operand} USING utf8mb4) COLLATE {(caseExact ? "utf8mb4_bin" : "utf8mb4_unicode_ci")}";

    public SqlTable? ReadTable(DbConnection connection, string name) => new MariaDbCatalog(connection).Read(name);

    public SqlInventory ReadInventory(DbConnection connection) => new MariaDbCatalog(connection).Inventory();

    public ConnectorError Describe(DbException failure, SqlObjectType? type) => MariaDbErrors.Describe(failure, type);
}
