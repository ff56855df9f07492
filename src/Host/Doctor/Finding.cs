using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Host.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Subject">What was looked at, such as <c>connection demo</c>.</param>
/// <param name="Check">Which check, such as <c>schema</c>.</param>
/// <param name="Level">How it went.</param>
/// <param name="Message">What was found; holds no secret.</param>
public sealed record Finding(string Subject, string Check, FindingLevel Level, string Message)
{
    /// <summary>What to do about it. Default: nothing.</summary>
    public string? Remedy { get; init; }

    /// <summary>The finding as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["subject"] = Subject,
        ["check"] = Check,
        ["level"] = JsonNamingPolicy.CamelCase.ConvertName(Level.ToString()),
        ["message"] = Message,
        ["remedy"] = Remedy,
    };
}
