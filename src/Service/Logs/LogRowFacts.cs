using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sutler.Service.Logs;

/// <summary>The facts of a log row as <see cref="LogFacts"/> writes them.</summary>
internal sealed record LogRowFacts
{
    [JsonPropertyName("s")]
    public string Situation { get; init; } = "";

    [JsonPropertyName("r")]
    public string Reason { get; init; } = "";

    [JsonPropertyName("v")]
    public long? SourceVersion { get; init; }

    /// <summary>Milliseconds that the calls took; null where nothing was sent.</summary>
    [JsonPropertyName("d")]
    public long? Duration { get; init; }

    [JsonPropertyName("x")]
    public string Detail { get; init; } = "";

    /// <summary>Message of the failure or the warnings.</summary>
    [JsonPropertyName("e")]
    public string? Message { get; init; }

    [JsonPropertyName("t")]
    public bool IsRetried { get; init; }

    [JsonPropertyName("a")]
    public bool IsActive { get; init; } = true;

    [JsonPropertyName("o")]
    public bool IsOutOfScope { get; init; }

    [JsonPropertyName("u")]
    public bool IsUnassigned { get; init; }

    /// <summary>Why the object is not in scope: the assignment or the clause that says so.</summary>
    [JsonPropertyName("w")]
    public string? ScopeReason { get; init; }

    [JsonPropertyName("k")]
    public IReadOnlyDictionary<string, string>? Matching { get; init; }

    [JsonPropertyName("c")]
    public int Matches { get; init; }

    /// <summary>Attribute, old value, new value.</summary>
    [JsonPropertyName("m")]
    public IReadOnlyList<IReadOnlyList<string?>> Modified { get; init; } = [];

    /// <summary>References that wait, by attribute.</summary>
    [JsonPropertyName("p")]
    public IReadOnlyDictionary<string, string?>? Pending { get; init; }

    /// <summary>Id, name and kind of who asked for it; null for the service by itself.</summary>
    [JsonPropertyName("i")]
    public IReadOnlyList<string>? Initiator { get; init; }

    /// <summary>Type of the source object; null for a user.</summary>
    [JsonPropertyName("y")]
    public string? ObjectType { get; init; }

    public static LogRowFacts Read(string record) => JsonSerializer.Deserialize<LogRowFacts>(record)!;
}
