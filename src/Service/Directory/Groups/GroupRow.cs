namespace Sutler.Service.Directory.Groups;

/// <summary>A group as the table holds it.</summary>
internal sealed record GroupRow
{
    public const string Columns =
        "id AS Id, version AS Version, created_at AS CreatedAt, deleted_at AS DeletedAt, restored_version AS RestoredVersion, document AS Document";

    public required string Id { get; init; }

    public required long Version { get; init; }

    public string? CreatedAt { get; init; }

    public string? DeletedAt { get; init; }

    public long? RestoredVersion { get; init; }

    public required string Document { get; init; }

    /// <summary>Where a query orders by an attribute: what it compared.</summary>
    public string? SortKey { get; init; }

    public DirectoryGroup ToGroup() => new()
    {
        Id = Id,
        Version = Version,
        Attributes = UserDocument.Read(Document),
        CreatedAt = DirectoryTime.Parse(CreatedAt),
        DeletedAt = DirectoryTime.Parse(DeletedAt),
        RestoredVersion = RestoredVersion,
    };
}
