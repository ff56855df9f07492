namespace Sutler.Service.Directory.Filters;

/// <summary>Kinds of words in a filter.</summary>
internal enum FilterTokenKind
{
    /// <summary>A name, an operator or a function, with its path.</summary>
    Word,

    /// <summary>Text in quotes.</summary>
    Text,

    /// <summary>A number or a time.</summary>
    Number,

    /// <summary>A bracket, comma or colon.</summary>
    Sign,

    End,
}
