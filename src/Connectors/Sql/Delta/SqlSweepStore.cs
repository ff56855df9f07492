using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sutler.Connectors.Sdk;
using Sutler.Storage.Sqlite;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>
/// Keys and hashes of all objects at the last sweep, in a file of the type's own beside the connection. Two sides: the one that the
/// host's watermark names, and the one that the running sweep fills. The host alone decides which is true: a sweep compares with the side
/// that the watermark names, and only a watermark that came back with the newer name makes that side the true one. So a crash at any
/// moment loses no change: the sweep is made again from the same side. A watermark that names neither needs a full import.
/// </summary>
internal sealed class SqlSweepStore : IDisposable
{
    private const string Tables = """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS sweep (type TEXT NOT NULL, side INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (type, side)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS entry (type TEXT NOT NULL, side INTEGER NOT NULL, key TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (type, side, key)) WITHOUT ROWID;
        """;

    private readonly SqliteConnection _connection;
    private readonly string _type;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _put;
    private SqliteTransaction? _transaction;

    /// <summary>Opens the file, making it where it is not there.</summary>
    public SqlSweepStore(string path, string type)
    {
        SystemSqlite.Use();
        _type = type;
        SqliteDatabase.MakePrivate(path);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Run(Tables);
        _get = Command("SELECT hash FROM entry WHERE type = @type AND side = @side AND key = @key");
        _put = Command("INSERT OR REPLACE INTO entry VALUES (@type, @side, @key, @hash)");
        _get.Parameters.AddWithValue("@key", "");
        _put.Parameters.AddWithValue("@key", "");
        _put.Parameters.AddWithValue("@hash", Array.Empty<byte>());
    }

    /// <summary>The name that the side being filled will have.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");

    public static string KeyOf(Anchor anchor) => JsonSerializer.Serialize(anchor.Values);

    public static Anchor AnchorOf(string key) => new(JsonSerializer.Deserialize<string[]>(key)!);

    /// <summary>Starts to fill the side that <paramref name="before"/> does not name; null compares with nothing.</summary>
    /// <exception cref="ConnectorException">Neither side has that name.</exception>
    public void Begin(string? before)
    {
        long side = 0;
        if (before is not null)
        {
            side = Scalar("SELECT side FROM sweep WHERE type = @type AND name = @name", ("@name", before)) is long found
                ? found
                : throw new ConnectorException(new ConnectorError(
                    ConnectorErrorKind.Precondition, $"Object type '{_type}': what its objects were at the last import is no longer known. Run a full import."));
        }

        Side(_get, side);
        Side(_put, 1 - side);
        Run("DELETE FROM sweep WHERE type = @type AND side = @side; DELETE FROM entry WHERE type = @type AND side = @side", ("@side", 1 - side));
    }

    /// <summary>The hash of an object at the sweep before; null when it was not there.</summary>
    public byte[]? Find(string key)
    {
        _get.Parameters["@key"].Value = key;
        _get.Transaction = _transaction;
        return Guard(() => (byte[]?)_get.ExecuteScalar());
    }

    public void Put(string key, byte[] hash)
    {
        _transaction ??= Guard(_connection.BeginTransaction);
        _put.Transaction = _transaction;
        _put.Parameters["@key"].Value = key;
        _put.Parameters["@hash"].Value = hash;
        Guard(_put.ExecuteNonQuery);
    }

    /// <summary>Objects of the sweep before that this one did not see.</summary>
    public IReadOnlyList<string> Gone()
    {
        Commit();
        return Guard(ReadGone);
    }

    private List<string> ReadGone()
    {
        using var command = Command("""
            SELECT key FROM entry AS old WHERE type = @type AND side = @side
                AND NOT EXISTS (SELECT 1 FROM entry WHERE type = @type AND side = 1 - @side AND key = old.key)
            """);
        Side(command, (long)_get.Parameters["@side"].Value!);
        using var reader = command.ExecuteReader();
        List<string> keys = [];
        while (reader.Read())
            keys.Add(reader.GetString(0));
        return keys;
    }

    /// <summary>Keeps the filled side under its name.</summary>
    public void Complete()
    {
        Commit();
        Run("INSERT OR REPLACE INTO sweep VALUES (@type, @side, @name)", ("@side", _put.Parameters["@side"].Value!), ("@name", Name));
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _get.Dispose();
        _put.Dispose();
        _connection.Dispose();
    }

    private void Commit()
    {
        if (_transaction is not null)
            Guard(() => Done(_transaction.Commit));
        _transaction?.Dispose();
        _transaction = null;
    }

    private static void Side(SqliteCommand command, long side)
    {
        if (command.Parameters.Contains("@side"))
            command.Parameters["@side"].Value = side;
        else
            command.Parameters.AddWithValue("@side", side);
    }

    private void Run(string text, params (string Name, object Value)[] values)
    {
        using var command = Command(text, values);
        Guard(command.ExecuteNonQuery);
    }

    private object? Scalar(string text, params (string Name, object Value)[] values)
    {
        using var command = Command(text, values);
        return Guard(command.ExecuteScalar);
    }

    // The target's dialect must not be asked about a failure of this file.
    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new ConnectorException(
                new ConnectorError(ConnectorErrorKind.Internal, "The file in which the delta keeps what objects were failed. Check its disk, or delete it and run a full import.") { TargetMessage = e.Message }, e);
        }
    }

    private static bool Done(Action work)
    {
        work();
        return true;
    }

    private SqliteCommand Command(string text, params (string Name, object Value)[] values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this class.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@type", _type);
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
