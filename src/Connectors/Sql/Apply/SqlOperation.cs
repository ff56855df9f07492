using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>One change as a statement and its values; or, when it cannot become one, the reason.</summary>
internal sealed class SqlOperation
{
    public SqlObjectType? Type { get; init; }

    public ConnectorError? Refusal { get; init; }

    public ChangeKind Kind { get; init; }

    /// <summary>Null for an update that sets nothing: the row is read only.</summary>
    public SqlStatement? Statement { get; init; }

    public object[] Values { get; init; } = [];

    /// <summary>The anchor's column values; null for an add whose key the database makes.</summary>
    public object[]? Key { get; init; }

    public string Subject { get; init; } = "";
}
