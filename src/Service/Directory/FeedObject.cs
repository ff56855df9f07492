namespace Sutler.Service.Directory;

/// <summary>What a row of the feed speaks of.</summary>
internal static class FeedObject
{
    public const string User = "User";
    public const string Group = "Group";

    /// <summary>Object id: the group; related id: the member. The group's version does not move.</summary>
    public const string Membership = "Membership";

    /// <summary>Object id: the user or group assigned; related id: the application.</summary>
    public const string Assignment = "Assignment";
}
