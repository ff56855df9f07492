using System.Data;
using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Discovery;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>A product without a flavor of its own: standard SQL (SQL Server 2012, Oracle 12c, DB2 and later), rows read again after each write.</summary>
internal sealed class GenericFlavor(string quote) : ISqlFlavor
{
    /// <summary>With the standard's quotation mark.</summary>
    public static readonly GenericFlavor Plain = new("\"");

    public int MostParameters => 1000;

    // What a product does is not known: after a failure, every change is made in a transaction of its own.
    public bool FailureUndoesStatementOnly => true;

    public bool ReturnsRows(ChangeKind kind) => false;

    public string? Call(SqlCall call) => call.ByName || call.Arguments.Any(argument => argument.Direction is not ParameterDirection.Input)
        ? null
        : $"{{call {QualifiedName.Procedure(this, call.Procedure)}({SqlStatementWriter.Parameters(0, call.Arguments.Count)})}}";

    public string Limit(string parameter) => $"OFFSET 0 ROWS FETCH NEXT {parameter} ROWS ONLY";

    public string Quote(string identifier) => quote.Length == 0 ? identifier : $"{quote}{identifier.Replace(quote, quote + quote, StringComparison.Ordinal)}{quote}";

    public string WithCase(string operand, bool caseExact) => caseExact ? operand : $"UPPER({operand})";

    public SqlTable? ReadTable(DbConnection connection, string name) => GenericCatalog.Read(connection, this, name);

    public SqlInventory ReadInventory(DbConnection connection) => GenericCatalog.Inventory(connection);

    public ConnectorError Describe(DbException failure, SqlObjectType? type)
    {
        var what = BySqlState.Classify(failure);
        return ServerErrors.Make(what, failure, type, what.Kind is ConnectorErrorKind.Conflict or ConnectorErrorKind.Invalid ? ServerErrors.Named(type, failure.Message) : []);
    }
}
