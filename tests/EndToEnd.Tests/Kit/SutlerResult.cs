using System.Text.Json.Nodes;

namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>How a process ended: exit code, everything it printed, and the last line of standard output.</summary>
internal sealed record SutlerResult(int ExitCode, string All, string? LastLine)
{
    /// <summary>The last line as the JSON object that <c>--output json</c> promises.</summary>
    public JsonObject Json => JsonNode.Parse(LastLine ?? throw new InvalidOperationException($"nothing on standard output; it printed:\n{All}"))!.AsObject();

    public int Count(string key) => Json[key]!.GetValue<int>();
}
