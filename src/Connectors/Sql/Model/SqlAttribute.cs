using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>An attribute and the column that holds it.</summary>
internal sealed class SqlAttribute
{
    public required AttributeSchema Schema { get; init; }

    public required SqlColumn Column { get; init; }

    /// <summary>The column's name, quoted by the dialect.</summary>
    public required string Quoted { get; init; }

    /// <summary>Place in the object type's list of attributes.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Place in the anchor; -1 when no part of it.</summary>
    public required int AnchorPlace { get; init; }

    /// <summary>Format of a dateTime kept as text; null for the dialect's own.</summary>
    public string? Format { get; init; }

    public string Name => Schema.Name;

    public bool IsAnchor => AnchorPlace >= 0;
}
