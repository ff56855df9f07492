using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of plans, on-demand requests.</summary>
internal static class PlanMigration
{
    public static readonly Migration Step = new(8, "plans, on-demand requests", """
        SELECT 1;
        """);
}
