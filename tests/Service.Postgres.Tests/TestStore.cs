using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Sutler.Storage.Files;
using Sutler.Testing.Servers;

namespace Sutler.Service.Tests;

/// <summary>
/// The store that the services of this assembly work on: a database of its own for each data folder, on one PostgreSQL server that lives
/// as long as the assembly's tests. The tests themselves are those of Service.Tests.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Databases = new(StringComparer.Ordinal);
    private static readonly PostgresServer Server = new();

    /// <summary>Says in the options where the store of this folder is.</summary>
    internal static async ValueTask<ServiceOptions> PlaceAsync(ServiceOptions options)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var key = Path.Combine(options.DataFolder, "master.key");
        if (!File.Exists(key) && !File.Exists(key + ".away"))
            AtomicFile.WriteText(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return options with { Database = await ConnectionStringAsync(options.DataFolder), MasterKeyReference = "file:" + key };
    }

    /// <summary>Where the database of a folder is; made when it is first asked for.</summary>
    internal static Task<string> ConnectionStringAsync(string folder) => Databases.GetOrAdd(folder, static _ => new Lazy<Task<string>>(MakeAsync)).Value;

    /// <summary>Everything the store holds, as text; bytes as hexadecimal digits and as characters.</summary>
    internal static async Task<string> DumpAsync(string folder)
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync(folder));
        var text = new StringBuilder();
        foreach (var table in await connection.QueryAsync<string>("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        {
            foreach (var row in await connection.QueryAsync($"SELECT * FROM \"{table}\""))
            {
                foreach (var value in ((IDictionary<string, object?>)row).Values)
                    text.Append(value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task<string> MakeAsync()
    {
        await Server.StartAsync();
        var name = "t" + Guid.NewGuid().ToString("N");
        await using (var connection = new NpgsqlConnection(Server.NpgsqlConnectionString + ";Pooling=false"))
            await connection.ExecuteAsync($"CREATE DATABASE {name}");

        // Tests run side by side, and the server has 200 connections.
        return new NpgsqlConnectionStringBuilder(Server.NpgsqlConnectionString) { Database = name, MaxPoolSize = 10, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 1 }.ToString();
    }
}
