using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of quarantine, held removals, maintenance.</summary>
internal static class SafetyMigration
{
    public static readonly Migration Step = new(7, "quarantine, held removals, maintenance", """
        SELECT 1;
        """);
}
