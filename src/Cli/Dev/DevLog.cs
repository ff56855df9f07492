using System.Text.Json.Nodes;

namespace Sutler.Cli.Dev;

/// <summary>A row of the provisioning log as one line for people.</summary>
internal static class DevLog
{
    public static DateTimeOffset At(JsonNode row) => row["activityDateTime"]!.GetValue<DateTimeOffset>();

    public static string Describe(JsonNode row)
    {
        var info = row["provisioningStatusInfo"];
        var error = info?["errorInformation"];
        return $"{info?["status"]}: {row["sourceIdentity"]?["displayName"]} ({row["provisioningAction"]}): {error?["errorCode"]}: {error?["reason"]} {error?["recommendedAction"]}".TrimEnd();
    }
}
