using System.Text.Json.Nodes;
using Sutler.Host.View;

namespace Sutler.Host.Connections.Sections;

/// <summary><c>deprovisioning:</c> of an object type: what disabling and deleting do (H/WIZ-90, H/DEPROV-3).</summary>
internal static class FlowSection
{
    public static FlowConfig? Read(JsonObject exposure, string key, string path, FaultList faults)
    {
        if (exposure["deprovisioning"] is not { } node)
            return null;
        if (node is not JsonObject flows)
        {
            if (key == "disable")
                faults.Add(path + ".deprovisioning", "must be a mapping with 'disable', 'delete' or both.");
            return null;
        }

        if (key == "disable")
            faults.Unknown(flows, path + ".deprovisioning.", "disable", "delete");
        switch (flows[key])
        {
            case null:
                return null;
            case JsonValue value when value.ToString() == "none":
                return new FlowConfig(FlowKind.None, null, null, null);
            case JsonValue value when value.ToString() == "delete":
                return new FlowConfig(FlowKind.Delete, null, null, null);
            case JsonObject set when set["set"] is JsonValue name && set.ContainsKey("value"):
                faults.Unknown(set, $"{path}.deprovisioning.{key}.", "set", "value", "enabled");
                return new FlowConfig(FlowKind.SetAttribute, name.ToString(), set["value"], set["enabled"]);
            default:
                faults.Add($"{path}.deprovisioning.{key}", "must be 'none', 'delete', or an attribute with its value. Write for example { set: IsActive, value: false }.");
                return null;
        }
    }
}
