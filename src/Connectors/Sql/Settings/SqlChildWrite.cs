namespace Sutler.Connectors.Sql.Settings;

/// <summary>How values of a child table are written.</summary>
internal enum SqlChildWrite
{
    /// <summary>A value is a row: inserted and deleted.</summary>
    Rows,

    /// <summary>A value is an object of its own that points here: its foreign key is set and cleared.</summary>
    Link,

    /// <summary>Not at all.</summary>
    None,
}
