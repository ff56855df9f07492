namespace Sutler.Connectors.Sql.Model;

/// <summary>
/// What a statement on a child table does. A list of columns is a shape of two characters each: the column's place and 1 when its value is
/// null, so that no parameter stands for it, else 0.
/// </summary>
internal enum SqlChildVerb
{
    /// <summary>Values of the parents from the first up to one. Parameters: the last parent's anchor.</summary>
    FirstRange,

    /// <summary>Values of the parents after one, up to another. Parameters: the one before the first, then the last.</summary>
    NextRange,

    /// <summary>Values of some parents. Shape: their number. Parameters: their anchors.</summary>
    ByParent,

    /// <summary>Rows of one parent. Parameters: its link columns.</summary>
    Rows,

    /// <summary>Rows of one parent that have these values. Shape: columns compared. Parameters: link columns, values.</summary>
    RowsLike,

    /// <summary>Shape: columns set. Parameters: link columns, values.</summary>
    Insert,

    /// <summary>Shape: number of columns set, columns set, columns compared. Parameters: values set, link columns, values compared.</summary>
    Update,

    /// <summary>Shape: columns compared. Parameters: link columns, values.</summary>
    Delete,

    /// <summary>Points an object here. Shape: columns compared. Parameters: link columns, values.</summary>
    Link,

    /// <summary>Points objects from one parent to another. Parameters: link columns as they become, as they are.</summary>
    Move,
}
