namespace Sutler.Service.Directory;

/// <summary>What happened to an object of the directory.</summary>
internal static class FeedKind
{
    public const string Changed = "changed";
    public const string Deleted = "deleted";
    public const string Purged = "purged";
}
