namespace Sutler.Service.Guards;

/// <summary>A linked user whose account a cycle would take out of use.</summary>
internal sealed record Leaver
{
    public required string SourceId { get; init; }

    public required string Name { get; init; }
}
