using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Sutler.Storage.Sqlite;

/// <summary>
/// One SQLite file: a single writer connection behind a lock, and a pool of reader connections that never wait for it (WAL).
/// Work is handed in as a delegate over the ADO.NET base types, so that a store reads the same over any database.
/// Invariant: a write either commits whole or leaves nothing; two writes never overlap. Safe for any number of threads.
/// </summary>
public sealed class SqliteDatabase : Database
{
    private readonly string _connectionString;
    private readonly SqliteDurability _durability;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private int _disposed;

    private SqliteDatabase(string path, SqliteDurability durability)
    {
        Path = path;
        _durability = durability;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        _writer = Connect(readOnly: false);
    }

    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Opens or creates the file and applies <paramref name="migrations"/> that it has not seen.</summary>
    /// <exception cref="SqliteException">The file is not a database, or its folder cannot be written.</exception>
    public static SqliteDatabase Open(string path, SqliteDurability durability, IReadOnlyList<Migration> migrations)
    {
        SystemSqlite.Use();
        var fullPath = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(fullPath)!);
        MakePrivate(fullPath);
        var database = new SqliteDatabase(fullPath, durability);
        Migrator.Apply(database._writer, migrations);
        return database;
    }

    /// <summary>
    /// Makes the file, where it is not there yet, so that on Unix its owner alone may read it: it may hold what people know of each other. The
    /// library gives its journal files the same rights.
    /// </summary>
    public static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using var made = new FileStream(path, options);
    }

    /// <inheritdoc/>
    public override string TimeSql(TimeSpan ago = default) =>
        string.Create(CultureInfo.InvariantCulture, $"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{ago.TotalSeconds:0.000} seconds')");

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writeLock.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = _writer.BeginTransaction(deferred: false);
            var result = await work(transaction);
            transaction.Commit();
            return result;
        }
        finally
        {
            _writeLock.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = _readers.TryTake(out var pooled) ? pooled : Connect(readOnly: true);
        try
        {
            return await work(connection);
        }
        finally
        {
            if (Volatile.Read(ref _disposed) == 0)
                _readers.Add(connection);
            else
                await connection.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;

        await _writeLock.WaitAsync();
        while (_readers.TryTake(out var reader))
            await reader.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private SqliteConnection Connect(bool readOnly)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA busy_timeout = 5000;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {(_durability is SqliteDurability.PowerLoss ? "FULL" : "NORMAL")};
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -65536;
            PRAGMA query_only = {(readOnly ? "ON" : "OFF")};
            """;
        command.ExecuteNonQuery();
        return connection;
    }
}
