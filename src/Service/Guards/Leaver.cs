namespace Sutler.Service.Guards;

/// <summary>A linked object that a cycle would take out of use.</summary>
internal sealed record Leaver
{
    public required string SourceId { get; init; }

    public required string Name { get; init; }

    public string ObjectType { get; init; } = "User";

    public RemovalKind Kind { get; init; }
}
