namespace Sutler.Service.Plans;

/// <summary>How many items of a plan have an action and a state.</summary>
internal sealed record PlanCount
{
    public required string Action { get; init; }

    public required string State { get; init; }

    public required long Count { get; init; }
}
