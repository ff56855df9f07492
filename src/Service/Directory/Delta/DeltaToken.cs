namespace Sutler.Service.Directory.Delta;

/// <summary>Where a reader of changes stands, and what it asked for when it began.</summary>
internal sealed record DeltaToken
{
    /// <summary>user or group.</summary>
    public required string Type { get; init; }

    /// <summary>Feed position that the reader has, or will have when it has read the whole snapshot.</summary>
    public required long Position { get; init; }

    /// <summary>Whether the reader is still at the snapshot that it began with.</summary>
    public bool Snapshot { get; init; }

    /// <summary>In a snapshot the last object read; in changes a group that was restored and whose members are to be listed.</summary>
    public string? After { get; init; }

    /// <summary>The last member read of the group <see cref="After"/>; null when it has been read whole.</summary>
    public string? AfterMember { get; init; }

    /// <summary>The attributes asked for, separated by commas; null for all.</summary>
    public string? Select { get; init; }

    /// <summary>The only objects asked for; null for all.</summary>
    public IReadOnlyList<string>? Ids { get; init; }
}
