using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Service.OnDemand;

/// <summary>The answer of provisioning on demand as Graph gives it: a pair of texts, each of which is JSON (S/OD-5). Pure.</summary>
internal static class OnDemandAnswer
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="result">One result as JSON.</param>
    public static JsonObject ToGraph(JsonObject result)
    {
        var status = result["statusInfo"]!;
        var details = new JsonObject();
        if (status["errorCode"]?.ToString() is { } code)
        {
            details["errorCode"] = code;
            details["errorMessage"] = status["reason"]?.ToString();
        }

        var key = new JsonObject { ["result"] = status["status"]!.ToString(), ["details"] = details };
        return new JsonObject
        {
            ["@odata.context"] = "$metadata#microsoft.graph.stringKeyStringValuePair",
            ["key"] = key.ToJsonString(Json),
            ["value"] = InOrder(result).ToJsonString(Json),
        };
    }

    /// <summary>The members in the order in which the original writes them.</summary>
    private static JsonObject InOrder(JsonObject result)
    {
        string[] order =
        [
            "action", "changeId", "endTime", "modifiedProperties", "provisioningSteps", "reportableIdentifier", "startTime", "statusInfo", "sourceIdentity", "sourceSystem",
            "targetIdentity", "targetSystem",
        ];
        var value = new JsonObject();
        foreach (var name in order)
            value[name] = result[name]?.DeepClone();
        return value;
    }
}
