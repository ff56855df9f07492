namespace Sutler.Connectors.Sql.Settings;

/// <summary>How changes since the last import are found (H/SQL-60, H/SQL-66).</summary>
internal enum SqlDeltaStrategy
{
    /// <summary>Not at all: full imports only.</summary>
    None,

    /// <summary>A column that moves with every insert and update.</summary>
    Watermark,

    /// <summary>A table to which triggers write what changed.</summary>
    History,

    /// <summary>All keys are read and compared: sees objects that come and go.</summary>
    Keys,

    /// <summary>All objects are read and compared: sees everything.</summary>
    Hash,

    /// <summary>What the database itself says about a row's last change.</summary>
    RowVersion,
}
