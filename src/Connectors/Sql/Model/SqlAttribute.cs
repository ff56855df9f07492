using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>A column and the attribute, or part of an attribute, that it holds.</summary>
internal sealed class SqlAttribute
{
    public required AttributeSchema Schema { get; init; }

    public required SqlColumn Column { get; init; }

    /// <summary>The column's name, quoted by the dialect.</summary>
    public required string Quoted { get; init; }

    /// <summary>Place in the list of columns it belongs to, which is also its place in a row that was read.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Place in the anchor; -1 when no part of it.</summary>
    public int AnchorPlace { get; init; } = -1;

    /// <summary>Format of a dateTime kept as text or number; null for the dialect's own.</summary>
    public string? Format { get; init; }

    /// <summary>Zone of a dateTime that says none itself; null for UTC.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>How the text is hashed before it is stored; null keeps it as it is.</summary>
    public SqlHashConfig? Hash { get; init; }

    /// <summary>Place of the column that holds the object type of a reference to any type; -1 for none.</summary>
    public int TypeOrdinal { get; init; } = -1;

    /// <summary>The attribute that this is a part of; null when it stands for itself.</summary>
    public string? Owner { get; init; }

    /// <summary>Place among the values of an object; -1 when it shows only as part of another attribute, or not at all.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>Its name in the schema; that of a part is <c>attribute.part</c>.</summary>
    public string Name => Owner is null ? Schema.Name : $"{Owner}.{Schema.Name}";

    /// <summary>False for an attribute without a column, which only statements of the settings take.</summary>
    public bool IsStored { get; init; } = true;

    public bool IsAnchor => AnchorPlace >= 0;

    public bool IsReference => Schema.Type is AttributeType.Reference;
}
