using System.Text.Json.Nodes;
using Sutler.Host.Connections;

namespace Sutler.Host.Admin;

/// <summary>Faults as JSON: the field, and the sentence that names the rule and the remedy.</summary>
internal static class FaultJson
{
    public static JsonArray Of(IEnumerable<ConnectionFault> faults) =>
        [.. faults.Select(fault => new JsonObject { ["file"] = fault.File, ["field"] = Field(fault), ["message"] = Message(fault) })];

    // A connector's own faults start with the path of the key below 'settings'.
    private static string Field(ConnectionFault fault) =>
        fault.Key.Length > 0 ? fault.Key : Split(fault.Message) is var at and > 0 ? fault.Message[..at] : "";

    private static string Message(ConnectionFault fault) =>
        fault.Key.Length == 0 && Split(fault.Message) is var at and > 0 ? fault.Message[(at + 2)..] : fault.Message;

    private static int Split(string message) => message.StartsWith("settings.", StringComparison.Ordinal) ? message.IndexOf(": ", StringComparison.Ordinal) : -1;
}
