using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of versions of schemas.</summary>
internal static class SchemaMigration
{
    public static readonly Migration Step = new(5, "versions of schemas", """
        SELECT 1;
        """);
}
