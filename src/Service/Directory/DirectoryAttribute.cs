namespace Sutler.Service.Directory;

/// <summary>An attribute of users or groups.</summary>
/// <param name="Name">Its name in the document, spelled as there.</param>
/// <param name="Type">What it takes.</param>
internal sealed record DirectoryAttribute(string Name, AttributeType Type)
{
    /// <summary>The column that holds it too; null for the document alone.</summary>
    public string? Column { get; init; }

    /// <summary>A column with the folded value and an index, for equality.</summary>
    public string? KeyColumn { get; init; }

    /// <summary>Whether the letters' case counts in comparisons.</summary>
    public bool CaseExact { get; init; }

    /// <summary>Whether only the service writes it.</summary>
    public bool ReadOnly { get; init; }
}
