namespace Sutler.Service.Guards;

/// <summary>One removal that a cycle would make.</summary>
internal sealed record Removal
{
    /// <summary>What an operator names it by: the object's id, or <c>group/member</c>.</summary>
    public required string Id { get; init; }

    public required string SourceId { get; init; }

    public string? MemberId { get; init; }

    public required string ObjectType { get; init; }

    public required string Name { get; init; }

    public required RemovalKind Kind { get; init; }

    public static Removal Of(Leaver leaver) => new() { Id = leaver.SourceId, SourceId = leaver.SourceId, ObjectType = leaver.ObjectType, Name = leaver.Name, Kind = leaver.Kind };

    public static Removal Of(LeavingMember member) => new()
    {
        Id = IdOf(member.GroupId, member.MemberId),
        SourceId = member.GroupId,
        MemberId = member.MemberId,
        ObjectType = "Group",
        Name = member.Name,
        Kind = RemovalKind.Member,
    };

    public static string IdOf(string groupId, string memberId) => $"{groupId}/{memberId}";
}
