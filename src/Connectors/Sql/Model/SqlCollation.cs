namespace Sutler.Connectors.Sql.Model;

/// <summary>How a column compares its text.</summary>
internal enum SqlCollation
{
    /// <summary>Every difference counts.</summary>
    Exact,

    /// <summary>The case of the letters A to Z does not count.</summary>
    IgnoreAsciiCase,

    /// <summary>Blanks at the end do not count.</summary>
    IgnoreTrailingBlanks,
}
