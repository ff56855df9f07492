namespace Sutler.Service.Assignments;

/// <summary>A role that an application knows, in Graph's shape.</summary>
internal sealed record AppRole
{
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public string? Description { get; init; }

    /// <summary>What the target calls the role.</summary>
    public string? Value { get; init; }

    public bool IsEnabled { get; init; } = true;

    public IReadOnlyList<string> AllowedMemberTypes { get; init; } = ["User"];
}
