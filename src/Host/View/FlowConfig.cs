using System.Text.Json.Nodes;

namespace Sutler.Host.View;

/// <summary>A deprovisioning flow as the connection file says it (H/DEPROV-3, H/DEPROV-7).</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Attribute">The connector's attribute, where one is set.</param>
/// <param name="Value">The value it gets; of any type that the attribute takes.</param>
/// <param name="Enabled">The value it gets when a disabled object is enabled again; null: the other Boolean, or none.</param>
internal sealed record FlowConfig(FlowKind Kind, string? Attribute, JsonNode? Value, JsonNode? Enabled);
