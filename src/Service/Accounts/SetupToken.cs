using Dapper;
using Sutler.Service.Secrets;
using Sutler.Service.Store;
using Sutler.Storage;
using Sutler.Storage.Files;

namespace Sutler.Service.Accounts;

/// <summary>
/// The token that makes the first administrator's account, and is burnt by it. It stands in a file of the data folder until then; as with
/// the administrator's token the file comes before its hash.
/// </summary>
internal sealed class SetupToken
{
    public const string FileName = "setup-token";
    private const string Setting = "setup-token-hash";
    private readonly string _path;
    private readonly Database _database;

    private SetupToken(string path, Database database, bool isNew)
    {
        _path = path;
        _database = database;
        IsNew = isNew;
    }

    /// <summary>Whether this start made it, so that it is said once.</summary>
    public bool IsNew { get; }

    public static async Task<SetupToken> LoadAsync(string dataFolder, Database database, CancellationToken cancellationToken)
    {
        var path = Path.Combine(dataFolder, FileName);
        var settings = new SettingStore(database);
        var wanted = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM account WHERE tenant_id = @tenantId", new { tenantId = Tenant.Default }), cancellationToken) == 0;
        if (!wanted)
        {
            File.Delete(path);
            return new SetupToken(path, database, isNew: false);
        }

        var isNew = !File.Exists(path);
        if (isNew && database.IsShared && await settings.ReadAsync(Setting, cancellationToken) is not null)
            return new SetupToken(path, database, isNew: false);
        if (isNew)
            AtomicFile.WriteText(path, TokenHash.NewToken());
        var hash = TokenHash.Of(await ReadAsync(path, cancellationToken));
        if (!database.IsShared)
        {
            await settings.WriteAsync(Setting, hash, cancellationToken);
            return new SetupToken(path, database, isNew);
        }

        // Of several nodes that start together the first to write it has the file that counts.
        var counts = (await settings.KeepAsync(Setting, hash, cancellationToken)).AsSpan().SequenceEqual(hash);
        if (!counts)
            File.Delete(path);
        return new SetupToken(path, database, isNew && counts);
    }

    /// <summary>Makes the first account and burns the token, in one transaction. Null when the token is not, or no longer, the right one.</summary>
    public async Task<AccountRow?> RedeemAsync(string token, Func<System.Data.Common.DbTransaction, Task<AccountRow>> create, CancellationToken cancellationToken)
    {
        var row = await _database.WriteAsync<AccountRow?>(
            async transaction =>
            {
                var kept = await transaction.Connection!.QuerySingleOrDefaultAsync<byte[]?>(
                    $"SELECT value FROM setting WHERE name = @Setting{RowLock.ForUpdate(transaction)}", new { Setting }, transaction);
                if (kept is null || !TokenHash.Matches(token, kept))
                    return null;
                await transaction.Connection!.ExecuteAsync("DELETE FROM setting WHERE name = @Setting", new { Setting }, transaction);
                return await create(transaction);
            },
            cancellationToken);
        if (row is not null)
            File.Delete(_path);
        return row;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken) => (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
}
