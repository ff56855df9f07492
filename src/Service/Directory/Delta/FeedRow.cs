namespace Sutler.Service.Directory.Delta;

/// <summary>A row of the feed as a reader of changes sees it.</summary>
internal sealed record FeedRow
{
    public required long Position { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    public string? RelatedId { get; init; }

    public required string Kind { get; init; }
}
