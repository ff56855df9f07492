namespace Sutler.Service.Applications;

/// <summary>An application: what owns jobs and the secrets of their target (S/ENG-2).</summary>
internal sealed record ApplicationRow
{
    public const string Columns = "id AS Id, display_name AS DisplayName, agent_group AS AgentGroup";

    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>The agents through which its target is reached; null for a target that the service reaches by itself.</summary>
    public string? AgentGroup { get; init; }
}
