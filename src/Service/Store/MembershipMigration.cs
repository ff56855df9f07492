using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of memberships at targets, object types of links.</summary>
internal static class MembershipMigration
{
    public static readonly Migration Step = new(4, "memberships at targets, object types of links", """
        SELECT 1;
        """);
}
