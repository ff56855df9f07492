using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>A column on its way into the model, and what it is there for.</summary>
internal sealed record SqlLeaf(SqlColumn Column)
{
    public SqlAttributeConfig? Said { get; init; }

    /// <summary>The attribute that it is a part of.</summary>
    public string? Owner { get; init; }

    /// <summary>Read for another column's sake, and no attribute itself.</summary>
    public bool Hidden { get; init; }

    /// <summary>There is no such column: the value only goes into statements of the settings.</summary>
    public bool IsVirtual { get; init; }

    public int AnchorPlace { get; init; } = -1;

    public bool WriteOnly => Said?.WriteOnly is true;

    public bool IsTopLevel => !Hidden && Owner is null;
}
