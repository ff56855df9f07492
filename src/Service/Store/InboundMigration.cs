using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of inbound operations.</summary>
internal static class InboundMigration
{
    public static readonly Migration Step = new(10, "inbound operations", """
        SELECT 1;
        """);
}
