namespace Sutler.Service.Directory.Groups;

/// <summary>A membership as the table holds it.</summary>
internal sealed record MemberRow
{
    public const string Columns = "group_id AS GroupId, member_id AS MemberId, member_type AS MemberType";

    public required string GroupId { get; init; }

    public required string MemberId { get; init; }

    /// <summary><see cref="FeedObject.User"/> or <see cref="FeedObject.Group"/>.</summary>
    public required string MemberType { get; init; }
}
