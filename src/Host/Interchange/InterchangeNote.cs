using System.Text.Json.Nodes;

namespace Sutler.Host.Interchange;

/// <summary>What an administrator should know about a connection that was carried over: what changed its form, and what could not come along.</summary>
/// <param name="Place">Element or parameter.</param>
/// <param name="Message">What became of it and what to do.</param>
/// <param name="IsGap">Whether something of the original is missing in the result.</param>
internal sealed record InterchangeNote(string Place, string Message, bool IsGap)
{
    public JsonObject ToJson() => new() { ["place"] = Place, ["message"] = Message, ["gap"] = IsGap };
}
