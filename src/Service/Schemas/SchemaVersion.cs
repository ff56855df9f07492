namespace Sutler.Service.Schemas;

/// <summary>One saved state of a job's schema; never changed once it is there (S/SCHEMA-7).</summary>
internal sealed record SchemaVersion
{
    public const string Columns = "version AS Version, document AS Document, origin AS Origin, author AS Author, comment AS Comment, created_at AS CreatedAt";

    public required long Version { get; init; }

    public required string Document { get; init; }

    /// <summary>How it came to be, as one of <see cref="SchemaOrigin"/>.</summary>
    public required string Origin { get; init; }

    public required string Author { get; init; }

    public string? Comment { get; init; }

    public required string CreatedAt { get; init; }

    public object Show(long current) => new
    {
        version = Version,
        origin = Origin,
        author = Author,
        comment = Comment,
        createdDateTime = CreatedAt,
        isCurrent = Version == current,
    };
}
