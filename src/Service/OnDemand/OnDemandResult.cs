using System.Text.Json.Nodes;

namespace Sutler.Service.OnDemand;

/// <summary>What provisioning one object did, or would do.</summary>
internal sealed record OnDemandResult
{
    /// <summary>Create, Update, Disable, Delete, Other.</summary>
    public required string Action { get; init; }

    public required string ChangeId { get; init; }

    public required string StartTime { get; init; }

    public required string EndTime { get; init; }

    public required IReadOnlyList<ModifiedProperty> ModifiedProperties { get; init; }

    public required IReadOnlyList<ProvisioningStep> ProvisioningSteps { get; init; }

    /// <summary>A name by which people know the object.</summary>
    public string? ReportableIdentifier { get; init; }

    public required OnDemandStatus StatusInfo { get; init; }

    public required OnDemandIdentity SourceIdentity { get; init; }

    public required OnDemandSystem SourceSystem { get; init; }

    public required OnDemandIdentity TargetIdentity { get; init; }

    public required OnDemandSystem TargetSystem { get; init; }

    /// <summary>Objects found at the target, as it answered them.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<JsonNode> Found { get; init; } = [];
}
