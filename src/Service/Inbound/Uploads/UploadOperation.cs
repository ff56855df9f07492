namespace Sutler.Service.Inbound.Uploads;

/// <summary>A request that was taken in, as the table holds it.</summary>
internal sealed record UploadOperation
{
    public required string Id { get; init; }

    public required string JobId { get; init; }

    public required string ReceivedAt { get; init; }
}
