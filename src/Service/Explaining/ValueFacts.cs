namespace Sutler.Service.Explaining;

/// <summary>One row of the mapping, worked out for one object.</summary>
internal sealed record ValueFacts
{
    public required string Attribute { get; init; }

    /// <summary>Attribute, constant or expression, as the schema has it.</summary>
    public required string Source { get; init; }

    /// <summary>The attributes of the directory that it reads, with their values.</summary>
    public IReadOnlyDictionary<string, string?> Inputs { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>What the mapping gives; null for nothing.</summary>
    public string? Expected { get; init; }

    /// <summary>What the target has; null for nothing, or when it was not asked.</summary>
    public string? Actual { get; init; }

    public bool IsKnown { get; init; }

    public bool Same { get; init; }

    /// <summary>Set at creation only.</summary>
    public bool AddOnly { get; init; }

    /// <summary>Why the mapping gives nothing for this object.</summary>
    public string? Error { get; init; }
}
