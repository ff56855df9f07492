namespace Sutler.Testing;

/// <summary>How a target's paging is broken.</summary>
public enum PagingDefect
{
    None,

    /// <summary>totalResults is the size of the page.</summary>
    TotalIsPageSize,

    /// <summary>totalResults is larger than what there is.</summary>
    TotalTooLarge,

    /// <summary>Pages hold half of what was asked.</summary>
    ShortPages,

    /// <summary>Each page begins with the last resource of the page before.</summary>
    Repeats,

    /// <summary>startIndex is not looked at: each page is the first.</summary>
    IgnoresStartIndex,

    /// <summary>Everything in one answer, whatever count says.</summary>
    IgnoresCount,
}
