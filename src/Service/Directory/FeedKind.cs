namespace Sutler.Service.Directory;

/// <summary>What happened to an object, a membership or an assignment of the directory.</summary>
internal static class FeedKind
{
    public const string Changed = "Changed";
    public const string Deleted = "Deleted";
    public const string Purged = "Purged";

    /// <summary>Of memberships only.</summary>
    public const string Added = "Added";

    /// <inheritdoc cref="Added"/>
    public const string Removed = "Removed";
}
