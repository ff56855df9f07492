namespace Sutler.Service.Jobs;

/// <summary>A cycle that sends nothing, because it would take too many accounts out of use.</summary>
internal sealed record HeldRecord
{
    public required int Removals { get; init; }

    public required int Linked { get; init; }

    public required long FeedPosition { get; init; }

    public required IReadOnlyList<string> Samples { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required string Message { get; init; }

    public required string Remedy { get; init; }
}
