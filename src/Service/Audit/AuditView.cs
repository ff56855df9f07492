using System.Text.Json.Nodes;

namespace Sutler.Service.Audit;

/// <summary>An entry in the shape of Graph's <c>directoryAudit</c>.</summary>
internal static class AuditView
{
    public static JsonObject Show(AuditRow row) => new()
    {
        ["id"] = row.Id,
        ["category"] = row.Category,
        ["correlationId"] = row.RequestId,
        ["result"] = "success",
        ["resultReason"] = row.Reason,
        ["activityDisplayName"] = row.Activity,
        ["activityDateTime"] = row.At,
        ["loggedByService"] = "Sutler",
        ["operationType"] = Operation(row.Activity),
        ["initiatedBy"] = Initiator(row),
        ["targetResources"] = new JsonArray(new JsonObject
        {
            ["id"] = row.TargetId,
            ["displayName"] = row.TargetName,
            ["type"] = row.TargetType,
            ["userPrincipalName"] = null,
            ["groupType"] = null,
            ["modifiedProperties"] = JsonNode.Parse(row.Difference),
        }),
        ["additionalDetails"] = new JsonArray(
            new JsonObject { ["key"] = "Position", ["value"] = row.Position.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            new JsonObject { ["key"] = "Hash", ["value"] = row.Hash }),
    };

    private static JsonObject Initiator(AuditRow row) => row.ActorKind == "user"
        ? new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = row.ActorId, ["displayName"] = row.ActorName, ["userPrincipalName"] = row.ActorName, ["ipAddress"] = null },
            ["app"] = null,
        }
        : new JsonObject
        {
            ["user"] = null,
            ["app"] = new JsonObject { ["appId"] = row.ActorId, ["displayName"] = row.ActorName, ["servicePrincipalId"] = null, ["servicePrincipalName"] = null },
        };

    private static string Operation(string activity) => activity.Split(' ')[0] switch
    {
        "Add" or "Set" => "Add",
        "Delete" or "Remove" or "Revoke" => "Delete",
        _ => "Update",
    };
}
