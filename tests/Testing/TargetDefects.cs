namespace Sutler.Testing;

/// <summary>What a <see cref="ScriptedTarget"/> does otherwise than RFC 7644 has it. Nothing by default: a target that understands every profile.</summary>
public sealed record TargetDefects
{
    /// <summary>A search that finds nothing is answered 404.</summary>
    public bool NotFoundForEmptySearch { get; init; }

    /// <summary>Answers hold members although they were excluded.</summary>
    public bool IgnoresExcludedAttributes { get; init; }

    /// <summary>Keeps values otherwise than sent: text in upper case.</summary>
    public bool ReformatsText { get; init; }

    /// <summary>What is wrong with its pages.</summary>
    public PagingDefect Paging { get; init; }

    /// <summary>Answers are called text/html although they hold JSON.</summary>
    public bool WrongContentType { get; init; }

    /// <summary>Answers have booleans as the texts True and False.</summary>
    public bool AnswersTextBooleans { get; init; }

    /// <summary>A PATCH with a boolean is refused: it wants text.</summary>
    public bool RefusesBooleans { get; init; }

    /// <summary>A PATCH with True or False as text for 'active' is refused: it wants a boolean.</summary>
    public bool RefusesTextBooleans { get; init; }

    /// <summary>Only add, replace, remove are understood.</summary>
    public bool RefusesCapitalOperations { get; init; }

    /// <summary>Only Add, Replace, Remove are understood.</summary>
    public bool RefusesLowerCaseOperations { get; init; }

    /// <summary>An operation without a path is refused.</summary>
    public bool RefusesPathless { get; init; }

    /// <summary>An object in an operation without a path takes the place of the whole attribute: what it does not name is lost.</summary>
    public bool ReplacesWholeComplexValues { get; init; }

    /// <summary>Dotted names in an operation without a path become attributes of that name.</summary>
    public bool KeepsDottedNames { get; init; }

    /// <summary>An addition behind a filter that selects nothing is dropped, and the answer says it was done.</summary>
    public bool DropsFilteredAdditions { get; init; }

    /// <summary>Members can be removed only with a filter in the path; a removal with a value array empties the group.</summary>
    public bool EmptiesGroupOnValueRemoval { get; init; }

    /// <summary>A removal with a filter in the path is refused.</summary>
    public bool RefusesFilterRemoval { get; init; }

    /// <summary>More than one member in a request is refused.</summary>
    public bool TakesOneMember { get; init; }

    /// <summary>Users that are not active are neither found nor read.</summary>
    public bool HidesInactive { get; init; }

    /// <summary>Text in filters is compared with regard to case, always.</summary>
    public bool CaseSensitiveFilters { get; init; }

    /// <summary>A filter is not looked at: a search finds everything.</summary>
    public bool IgnoresFilter { get; init; }

    /// <summary>A second resource with the same key is made, not refused with 409.</summary>
    public bool AllowsDuplicates { get; init; }

    /// <summary>The second POST of any body sent before is refused with 409, whatever became of the first.</summary>
    public bool RefusesRepeatedPost { get; init; }

    /// <summary>There is no ServiceProviderConfig, no Schemas and no ResourceTypes.</summary>
    public bool NoDiscovery { get; init; }

    /// <summary>If-Match is not looked at.</summary>
    public bool IgnoresIfMatch { get; init; }
}
