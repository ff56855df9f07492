namespace Sutler.Connectors.Sql.Model;

/// <summary>What a statement does; says what its shape means.</summary>
internal enum SqlVerb
{
    /// <summary>Shape: ordinals of the columns set. Parameters: their values.</summary>
    Insert,

    /// <summary>Shape: ordinals of the columns set. Parameters: their values, then the anchor.</summary>
    Update,

    /// <summary>No shape. Parameters: the anchor.</summary>
    Delete,

    /// <summary>No shape. Parameters: page size.</summary>
    FirstPage,

    /// <summary>No shape. Parameters: page size, then the anchor columns of the last row.</summary>
    NextPage,

    /// <summary>Shape: number of anchors. Parameters: the anchors, one after the other.</summary>
    ByAnchor,

    /// <summary>Shape: ordinal of the column, number of values. Parameters: the values.</summary>
    ByValue,
}
