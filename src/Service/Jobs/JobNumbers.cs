namespace Sutler.Service.Jobs;

/// <summary>How much a job has of what it keeps.</summary>
internal sealed record JobNumbers
{
    public long FeedPosition { get; init; }

    public long Links { get; init; }

    public long OpenIntents { get; init; }

    public long Escrowed { get; init; }

    public long UnresolvedReferences { get; init; }
}
