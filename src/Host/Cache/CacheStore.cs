using System.Data.Common;
using Dapper;
using Sutler.Storage;
using Sutler.Storage.Sqlite;

namespace Sutler.Host.Cache;

/// <summary>The durable side of a connection's cache: one SQLite file with its objects, the journal of changes under way, and the import mark.</summary>
internal sealed class CacheStore : IAsyncDisposable
{
    private static readonly Migration[] Migrations =
    [
        new(1, "objects, journal, import mark", """
            CREATE TABLE object (
                key INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, content BLOB NOT NULL,
                version INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, UNIQUE (type, id));
            CREATE TABLE journal (
                position INTEGER PRIMARY KEY, batch INTEGER NOT NULL, type TEXT NOT NULL, id TEXT, attribute TEXT, value TEXT);
            CREATE TABLE import_mark (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1), fingerprint TEXT NOT NULL, started INTEGER NOT NULL, watermark TEXT);
            """),
        new(2, "schema and last full import in the import mark", """
            ALTER TABLE import_mark ADD COLUMN full_started INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE import_mark ADD COLUMN settings TEXT;
            ALTER TABLE import_mark ADD COLUMN schema TEXT;
            UPDATE import_mark SET full_started = started;
            """),
    ];

    private readonly SqliteDatabase _database;

    private CacheStore(SqliteDatabase database) => _database = database;

    public static CacheStore Open(string path) => new(SqliteDatabase.Open(path, SqliteDurability.PowerLoss, Migrations));

    /// <summary>How many objects of each type are stored.</summary>
    public Task<Dictionary<string, int>> CountAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async connection => (await connection.QueryAsync<(string Type, int Count)>(
                new CommandDefinition("SELECT type, COUNT(*) FROM object GROUP BY type", cancellationToken: cancellationToken))).ToDictionary(c => c.Type, c => c.Count, StringComparer.Ordinal),
            cancellationToken);

    /// <summary>Hands every stored object to <paramref name="take"/>, from several threads at once.</summary>
    public async Task LoadAsync(Action<CacheChange> take, CancellationToken cancellationToken)
    {
        var last = await _database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(key), 0) FROM object"), cancellationToken);
        var share = (last / Environment.ProcessorCount) + 1;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(i => Task.Run(
            () => _database.ReadAsync(connection => Task.FromResult(Load(connection, (i * share, (i + 1) * share), take, cancellationToken)), cancellationToken), cancellationToken)));
    }

    public Task<ImportMark?> ReadMarkAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<ImportMark?>(
                new CommandDefinition("SELECT fingerprint, started, watermark, full_started AS full, settings, schema FROM import_mark", cancellationToken: cancellationToken)),
            cancellationToken);

    public Task<List<JournalRow>> ReadJournalAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async connection => (await connection.QueryAsync<JournalRow>(
                new CommandDefinition("SELECT batch, type, id, attribute, value FROM journal ORDER BY position", cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    /// <summary>Stores one commit in one transaction.</summary>
    public Task CommitAsync(CacheCommit commit, CancellationToken cancellationToken) =>
        commit.IsEmpty
            ? Task.CompletedTask
            : _database.WriteAsync(
                transaction =>
                {
                    if (commit.Clears)
                        transaction.Connection!.Execute("DELETE FROM object; DELETE FROM import_mark", transaction: transaction);
                    WriteObjects(transaction, commit.Changes);
                    WriteJournal(transaction, commit);
                    if (commit.Import is { } mark)
                        WriteMark(transaction, mark);
                    if (commit.Delta is { } delta)
                        transaction.Connection!.Execute("UPDATE import_mark SET watermark = @Watermark, started = COALESCE(@Started, started)", delta, transaction);
                    return Task.CompletedTask;
                },
                cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static int Load(DbConnection connection, (long From, long To) keys, Action<CacheChange> take, CancellationToken cancellationToken)
    {
        using var rows = new RawStatement(connection, "SELECT type, id, content, version, created, modified FROM object WHERE key > @0 AND key <= @1");
        rows.Bind(0, keys.From);
        rows.Bind(1, keys.To);
        var (count, type) = (0, "");
        while (rows.Step())
        {
            if ((++count & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            type = rows.Text(0) is var read && read == type ? type : read;
            var id = rows.Text(1);
            take(new CacheChange(type, id, new CacheEntry(id, rows.Octets(2).ToArray(), new CacheEntryMeta((int)rows.Number(3), rows.Number(4), rows.Number(5)))));
        }

        return count;
    }

    private static void WriteObjects(DbTransaction transaction, IReadOnlyList<CacheChange> changes)
    {
        if (changes is [])
            return;

        using var put = new RawStatement(
            transaction.Connection!,
            """
            INSERT INTO object (type, id, content, version, created, modified) VALUES (@0, @1, @2, @3, @4, @5)
            ON CONFLICT (type, id) DO UPDATE SET content = excluded.content, version = excluded.version, created = excluded.created, modified = excluded.modified
            """);
        using var remove = new RawStatement(transaction.Connection!, "DELETE FROM object WHERE type = @0 AND id = @1");
        var bound = "";
        foreach (var (type, id, entry) in changes)
        {
            var statement = entry is null ? remove : put;
            if (!ReferenceEquals(type, bound))
            {
                put.Bind(0, type);
                remove.Bind(0, type);
                bound = type;
            }

            statement.Bind(1, id);
            if (entry is not null)
            {
                put.Bind(2, entry.Content);
                put.Bind(3, entry.Meta.Version);
                put.Bind(4, entry.Meta.Created);
                put.Bind(5, entry.Meta.Modified);
            }

            statement.Execute();
        }
    }

    private static void WriteJournal(DbTransaction transaction, CacheCommit commit)
    {
        var connection = transaction.Connection!;
        if (commit.ClearJournal)
            connection.Execute("DELETE FROM journal", transaction: transaction);
        else if (commit.SettledBatch is { } batch)
            connection.Execute("DELETE FROM journal WHERE batch = @batch", new { batch }, transaction);
        if (commit.Journal is [])
            return;

        using var insert = new RawStatement(connection, "INSERT INTO journal (batch, type, id, attribute, value) VALUES (@0, @1, @2, @3, @4)");
        foreach (var row in commit.Journal)
        {
            insert.Bind(0, row.Batch);
            insert.Bind(1, row.Type);
            insert.Bind(2, row.Id);
            insert.Bind(3, row.Attribute);
            insert.Bind(4, row.Value);
            insert.Execute();
        }
    }

    private static void WriteMark(DbTransaction transaction, ImportMark mark) =>
        transaction.Connection!.Execute(
            """
            INSERT INTO import_mark (only_row, fingerprint, started, watermark, full_started, settings, schema)
            VALUES (1, @Fingerprint, @Started, @Watermark, @Full, @Settings, @Schema)
            ON CONFLICT (only_row) DO UPDATE SET
                fingerprint = excluded.fingerprint, started = excluded.started, watermark = excluded.watermark,
                full_started = excluded.full_started, settings = excluded.settings, schema = excluded.schema
            """,
            mark,
            transaction);
}
