namespace Sutler.Service.Plans;

/// <summary>What became of one item when its plan was applied.</summary>
/// <param name="SourceId">Whose item.</param>
/// <param name="State">A word of <see cref="PlanItemState"/>.</param>
/// <param name="Message">Why; null where there is nothing to say.</param>
/// <param name="Sent">Whether it counts towards the limit that was asked for.</param>
internal sealed record PlanOutcome(string SourceId, string State, string? Message, bool Sent);
