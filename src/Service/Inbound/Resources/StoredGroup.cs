using Sutler.Service.Directory.Groups;

namespace Sutler.Service.Inbound.Resources;

/// <summary>A group with what belongs to it in a client's view.</summary>
internal sealed record StoredGroup
{
    public required DirectoryGroup Group { get; init; }

    public StoredResource Own { get; init; } = new();

    /// <summary>How many members it has, and the sum of their rows' positions: with the group's version its state.</summary>
    public long MemberCount { get; init; }

    public long MemberSum { get; init; }

    /// <summary>The members read: all, those that somebody asks about, or none.</summary>
    public IReadOnlyList<(string Id, string Type)> Members { get; init; } = [];

    public string State => MemberCount == 0
        ? StoredResource.State(Group.Version, [])
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Group.Version}.{MemberCount}.{MemberSum}");
}
