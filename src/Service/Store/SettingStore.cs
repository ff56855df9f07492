using System.Data.Common;
using Dapper;
using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Small facts of the installation itself, by name.</summary>
internal sealed class SettingStore(Database database)
{
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Select(connection, name, null), cancellationToken);

    /// <summary>Keeps <paramref name="value"/> unless a value is there already; returns what is kept.</summary>
    public Task<byte[]> KeepAsync(string name, byte[] value, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value }, transaction);
            return (await Select(transaction.Connection!, name, transaction))!;
        },
        cancellationToken);

    public Task WriteAsync(string name, byte[] value, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { name, value },
            transaction),
        cancellationToken);

    private static Task<byte[]?> Select(DbConnection connection, string name, DbTransaction? transaction) =>
        connection.QuerySingleOrDefaultAsync<byte[]?>("SELECT value FROM setting WHERE name = @name", new { name }, transaction);
}
