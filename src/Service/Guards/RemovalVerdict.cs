namespace Sutler.Service.Guards;

/// <summary>What an operator decided on held removals.</summary>
/// <param name="State">Released or rejected.</param>
/// <param name="By">Who.</param>
/// <param name="At">When; null where the restart says it.</param>
/// <param name="Note">Why; null for not said.</param>
internal sealed record RemovalVerdict(string State, string By, DateTimeOffset? At, string? Note);
