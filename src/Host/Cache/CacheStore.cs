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

    /// <summary>Hands every stored object to <paramref name="take"/>, row by row.</summary>
    public Task<long> LoadAsync(Action<CacheChange> take, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT type, id, content, version, created, modified FROM object";
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var count = 0L;
                while (await reader.ReadAsync(cancellationToken))
                {
                    var meta = new CacheEntryMeta(reader.GetInt32(3), reader.GetInt64(4), reader.GetInt64(5));
                    var id = reader.GetString(1);
                    take(new CacheChange(reader.GetString(0), id, new CacheEntry(id, reader.GetFieldValue<byte[]>(2), meta)));
                    count++;
                }

                return count;
            },
            cancellationToken);

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

    private static void WriteObjects(DbTransaction transaction, IReadOnlyList<CacheChange> changes)
    {
        if (changes is [])
            return;

        using var put = new BulkStatement(
            transaction,
            """
            INSERT INTO object (type, id, content, version, created, modified) VALUES (@0, @1, @2, @3, @4, @5)
            ON CONFLICT (type, id) DO UPDATE SET content = excluded.content, version = excluded.version, created = excluded.created, modified = excluded.modified
            """,
            6);
        using var remove = new BulkStatement(transaction, "DELETE FROM object WHERE type = @0 AND id = @1", 2);
        foreach (var (type, id, entry) in changes)
        {
            if (entry is null)
                remove.Execute(type, id);
            else
                put.Execute(type, id, entry.Content, entry.Meta.Version, entry.Meta.Created, entry.Meta.Modified);
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

        using var insert = new BulkStatement(transaction, "INSERT INTO journal (batch, type, id, attribute, value) VALUES (@0, @1, @2, @3, @4)", 5);
        foreach (var row in commit.Journal)
            insert.Execute(row.Batch, row.Type, row.Id, row.Attribute, row.Value);
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
