using Sutler.Service.Directory;

namespace Sutler.Service.Inbound.Resources;

/// <summary>A user with what belongs to them in a client's view.</summary>
internal sealed record StoredUser
{
    public required DirectoryUser User { get; init; }

    public StoredResource Own { get; init; } = new();

    public string? ManagerName { get; init; }

    /// <summary>The groups that they are in directly.</summary>
    public IReadOnlyList<MembershipRow> Groups { get; init; } = [];

    public string State => StoredResource.State(User.Version, [.. Groups.Select(group => group.Version)]);
}
