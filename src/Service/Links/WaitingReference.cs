namespace Sutler.Service.Links;

/// <summary>A reference whose both ends are linked now.</summary>
internal sealed record WaitingReference
{
    public required string SourceId { get; init; }

    public required string ObjectType { get; init; }

    public required string Attribute { get; init; }

    public required string TargetId { get; init; }

    public required string ReferentTargetId { get; init; }

    public string? CurrentValue { get; init; }

    public string? DisplayName { get; init; }

    public string? ReferencesSent { get; init; }

    public required long Version { get; init; }
}
