namespace Sutler.Service.Escrow;

/// <summary>How many objects failed with one code.</summary>
internal sealed record EscrowCount
{
    public required string ErrorCode { get; init; }

    public required int Count { get; init; }
}
