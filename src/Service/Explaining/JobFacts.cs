using Sutler.Service.Jobs;

namespace Sutler.Service.Explaining;

/// <summary>Where a job stands.</summary>
internal sealed record JobFacts
{
    public required string Id { get; init; }

    public required string Application { get; init; }

    public required string ApplicationId { get; init; }

    /// <summary>Status code (S/JOB-1).</summary>
    public required string Code { get; init; }

    public required long SchemaVersion { get; init; }

    public required long FeedPosition { get; init; }

    public long? Watermark { get; init; }

    public CycleRecord? Cycle { get; init; }

    public HeldRecord? Held { get; init; }
}
