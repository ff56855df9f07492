namespace Sutler.Service.Directory;

/// <summary>A row of the feed before it has a position.</summary>
/// <param name="ObjectType">One of <see cref="FeedObject"/>.</param>
/// <param name="ObjectId">The object; of a membership the group, of an assignment the principal.</param>
/// <param name="RelatedId">Of a membership the member, of an assignment the application; else null.</param>
/// <param name="Kind">One of <see cref="FeedKind"/>.</param>
internal sealed record FeedEntry(string ObjectType, string ObjectId, string? RelatedId, string Kind)
{
    public static FeedEntry User(string id, string kind) => new(FeedObject.User, id, null, kind);

    public static FeedEntry Group(string id, string kind) => new(FeedObject.Group, id, null, kind);

    public static FeedEntry Member(string groupId, string memberId, string kind) => new(FeedObject.Membership, groupId, memberId, kind);

    public static FeedEntry Assignment(string principalId, string applicationId) => new(FeedObject.Assignment, principalId, applicationId, FeedKind.Changed);
}
