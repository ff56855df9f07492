namespace Sutler.Service.Planning;

/// <summary>One attribute of a change.</summary>
/// <param name="Mapping">The mapping that asks for it.</param>
/// <param name="Before">What the target has; null for nothing.</param>
/// <param name="After">What it is going to have; null to remove.</param>
internal sealed record AttributeChange(Mapping.AttributeMapping Mapping, object? Before, object? After)
{
    /// <summary>Logs and plans show <c>[Redact]</c> in place of the values (S/EXPR-68).</summary>
    public bool IsRedacted { get; init; }
}
