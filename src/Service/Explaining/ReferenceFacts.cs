namespace Sutler.Service.Explaining;

/// <summary>A reference that waits.</summary>
internal sealed record ReferenceFacts
{
    /// <summary>The target attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The object referred to; null when the directory does not know it.</summary>
    public string? ReferentId { get; init; }

    public string? ReferentName { get; init; }

    public bool ReferentLinked { get; init; }
}
