namespace Sutler.Service.Plans;

/// <summary>What an operator wants a plan of.</summary>
internal sealed record PlanRequest
{
    public string Trigger { get; init; } = PlanTrigger.Cycle;

    /// <summary>The whole document of another schema; null for the job's.</summary>
    public System.Text.Json.Nodes.JsonObject? SchemaDraft { get; init; }

    /// <summary>Settings put over the job's own; null takes one away.</summary>
    public Dictionary<string, string?>? Settings { get; init; }

    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>For a restart: what it drops, as the restart itself takes it.</summary>
    public string? ResetScope { get; init; }
}
