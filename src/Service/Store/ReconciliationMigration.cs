using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of reconciliations.</summary>
internal static class ReconciliationMigration
{
    public static readonly Migration Step = new(9, "reconciliations", """
        SELECT 1;
        """);
}
