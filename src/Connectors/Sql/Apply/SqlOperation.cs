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

    /// <summary>What is set, for statements of the settings; null for a delete.</summary>
    public SqlColumnValues? Columns { get; init; }

    /// <summary>The anchor's column values; null for an add whose key the database makes.</summary>
    public object[]? Key { get; init; }

    /// <summary>The anchor's column values after the change; null when the database makes the key.</summary>
    public object[]? NewKey { get; init; }

    /// <summary>What happens in child tables, after the row itself.</summary>
    public IReadOnlyList<SqlChildOperation> Children { get; init; } = [];

    public string Subject { get; init; } = "";

    public bool SetsPassword => Type!.Commands.Password >= 0 && Columns?[Type.Commands.Password] is not (null or DBNull);

    /// <summary>It takes more than one statement, so that a failure in the middle must be undone.</summary>
    public bool IsCompound => Children.Count > 0 || Type?.Commands.WritesObjects is true || (Type is not null && SetsPassword) || (Type?.Children.Length > 0 && (Kind is ChangeKind.Delete || Type.CanRename));
}
