using System.Text.Json.Nodes;

namespace Sutler.Service.Schemas;

/// <summary>A schema that is to take the place of the one in use.</summary>
internal sealed record SchemaSave
{
    public required string JobId { get; init; }

    public required JsonObject Document { get; init; }

    public required string Origin { get; init; }

    public required string Author { get; init; }

    public string? Comment { get; init; }

    /// <summary>The version it was made from; another one in use by now refuses it. Null: whatever is in use.</summary>
    public long? Expected { get; init; }

    /// <summary>Whether every object is looked at again under it (S/SCOPE-11, S/JOB-8).</summary>
    public bool Restarts { get; init; } = true;
}
