using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of nodes and job ownership.</summary>
internal static class OwnershipMigration
{
    public static readonly Migration Step = new(11, "nodes and job ownership", """
        SELECT 1;
        """);
}
