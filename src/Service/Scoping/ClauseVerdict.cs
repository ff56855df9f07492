namespace Sutler.Service.Scoping;

/// <summary>What one clause says of one object.</summary>
internal sealed record ClauseVerdict
{
    /// <summary>The filter group that the clause stands in.</summary>
    public required string Filter { get; init; }

    /// <summary><c>filter.attribute OPERATOR 'value'</c> (S/SCOPE-18).</summary>
    public required string Key { get; init; }

    public required bool Holds { get; init; }

    /// <summary>What the object has.</summary>
    public string? Value { get; init; }

    /// <summary>Why the clause could not be decided and counts as false.</summary>
    public string? Warning { get; init; }
}
