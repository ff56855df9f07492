namespace Sutler.Service.Mapping;

/// <summary>
/// What a mapping gives for one object. The value is null for none, or text, bool, decimal, text[], or <see cref="ComplexValue"/>[].
/// </summary>
internal readonly record struct MappedValue(object? Value)
{
    public static readonly MappedValue None = new(null);

    /// <summary>Values to try in order where the target decides which is free (S/EXPR-90); null for every other mapping.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>The attribute is not to be written at all, not even its default (S/EXPR-44).</summary>
    public bool LeavesFlow { get; init; }

    /// <summary>Logs and plans show <c>[Redact]</c> in place of the value (S/EXPR-68).</summary>
    public bool IsRedacted { get; init; }
}
