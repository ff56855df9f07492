using System.Data.Common;
using System.Text;
using Dapper;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Directory;

/// <summary>
/// Passwords given for new accounts (<c>passwordProfile.password</c>). They are kept under the master key and apart from the user's document,
/// so that no query, feed, log or export can show them; mappings alone read them, when an account is created. They go when they are too old.
/// </summary>
internal sealed class InitialPasswords(Database database, MasterKey key, TimeProvider time)
{
    /// <summary>Keeps a password, or forgets the one there is, within the caller's transaction.</summary>
    public Task PutAsync(DbTransaction transaction, string userId, string? password) => password is null
        ? transaction.Connection!.ExecuteAsync(
            "DELETE FROM initial_password WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId = Tenant.Default, userId }, transaction)
        : transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO initial_password (tenant_id, user_id, secret, set_at) VALUES (@tenantId, @userId, @secret, @now)
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET secret = excluded.secret, set_at = excluded.set_at
            """,
            new { tenantId = Tenant.Default, userId, secret = key.Protect(Purpose(userId), Encoding.UTF8.GetBytes(password)), now = DirectoryTime.Text(time.GetUtcNow()) },
            transaction);

    /// <summary>The passwords of those users who have one.</summary>
    public Task<Dictionary<string, string>> FindAsync(IEnumerable<string> userIds, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var rows = await connection.QueryAsync<(string UserId, byte[] Secret)>(
                $"SELECT user_id, secret FROM initial_password WHERE tenant_id = @tenantId AND {IdList.In("user_id")}",
                new { tenantId = Tenant.Default, ids = IdList.Of(userIds) });
            return rows.ToDictionary(row => row.UserId, row => Encoding.UTF8.GetString(key.Unprotect(Purpose(row.UserId), row.Secret)), StringComparer.Ordinal);
        },
        cancellationToken);

    /// <summary>Forgets those set before a moment, within the caller's transaction.</summary>
    public static Task<int> ForgetAsync(DbTransaction transaction, DateTimeOffset before) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM initial_password WHERE tenant_id = @tenantId AND set_at < @before", new { tenantId = Tenant.Default, before = DirectoryTime.Text(before) }, transaction);

    private static string Purpose(string userId) => "initial-password/" + userId;
}
