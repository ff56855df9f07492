using System.Data.Common;
using Dapper;
using Sutler.Storage.Sqlite;

namespace Sutler.Storage.Tests;

/// <summary>One writer, many readers, all or nothing.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly Migration[] Migrations =
    [
        new(1, "items", "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO item (name) VALUES ('first');"),
    ];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("sutler-storage-").FullName;

    private string File => Path.Combine(_folder, "test.db");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Uses_the_systems_library_and_not_the_bundled_engine()
    {
        SystemSqlite.Use();
        SystemSqlite.Use();
        new Version(SQLitePCL.raw.sqlite3_libversion().utf8_to_string()).ShouldBeGreaterThan(new Version(3, 36));
    }

    [Fact]
    public async Task Write_that_throws_leaves_nothing_and_blocks_nobody()
    {
        await using var database = SqliteDatabase.Open(File, SqliteDurability.PowerLoss, Migrations);
        await Should.ThrowAsync<InvalidOperationException>(database.WriteAsync(
            async transaction =>
            {
                await Insert(transaction, "lost");
                throw new InvalidOperationException("in the middle");
            },
            Token));

        await database.WriteAsync(transaction => Insert(transaction, "kept"), Token);

        (await NamesAsync(database)).ShouldBe(["first", "kept"]);
    }

    [Fact]
    public async Task Reader_sees_the_last_commit_while_a_write_is_open()
    {
        await using var database = SqliteDatabase.Open(File, SqliteDurability.PowerLoss, Migrations);
        var seenInside = await database.WriteAsync(
            async transaction =>
            {
                await Insert(transaction, "second");
                return await NamesAsync(database);
            },
            Token);

        seenInside.ShouldBe(["first"]);
        (await NamesAsync(database)).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task Concurrent_writes_never_overlap()
    {
        await using var database = SqliteDatabase.Open(File, SqliteDurability.ProcessCrash, Migrations);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Token, async (i, token) => await database.WriteAsync(
            async transaction =>
            {
                var count = await transaction.Connection!.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM item", transaction: transaction);
                await Insert(transaction, $"{count}");
            },
            token));

        (await NamesAsync(database)).Skip(1).ShouldBe(Enumerable.Range(1, 200).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Reopening_applies_only_new_migrations()
    {
        await using (SqliteDatabase.Open(File, SqliteDurability.PowerLoss, Migrations))
        {
        }

        Migration[] more = [.. Migrations, new(2, "second", "INSERT INTO item (name) VALUES ('second');")];
        await using (SqliteDatabase.Open(File, SqliteDurability.PowerLoss, more))
        {
        }

        await using var database = SqliteDatabase.Open(File, SqliteDurability.PowerLoss, more);
        (await NamesAsync(database)).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task Failing_migration_leaves_the_version_before()
    {
        await using (SqliteDatabase.Open(File, SqliteDurability.PowerLoss, Migrations))
        {
        }

        Migration[] broken = [.. Migrations, new(2, "broken", "INSERT INTO item (name) VALUES ('half'); INSERT INTO nowhere VALUES (1);")];
        Should.Throw<DbException>(() => SqliteDatabase.Open(File, SqliteDurability.PowerLoss, broken));

        await using var database = SqliteDatabase.Open(File, SqliteDurability.PowerLoss, Migrations);
        (await NamesAsync(database)).ShouldBe(["first"]);
    }

    [Fact]
    public async Task Database_of_a_newer_program_is_refused()
    {
        await using (SqliteDatabase.Open(File, SqliteDurability.PowerLoss, [.. Migrations, new(2, "newer", "SELECT 1;")]))
        {
        }

        Should.Throw<InvalidOperationException>(() => SqliteDatabase.Open(File, SqliteDurability.PowerLoss, Migrations)).Message.ShouldContain("newer");
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private static Task Insert(DbTransaction transaction, string name) =>
        transaction.Connection!.ExecuteAsync("INSERT INTO item (name) VALUES (@name)", new { name }, transaction);

    private static Task<List<string>> NamesAsync(SqliteDatabase database) =>
        database.ReadAsync(async connection => (await connection.QueryAsync<string>("SELECT name FROM item ORDER BY id")).AsList(), Token);

    [Fact]
    public async Task Only_the_owner_reads_the_file_and_its_journal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no mode bits; the folder's own rules apply.");
        await using var database = SqliteDatabase.Open(File, SqliteDurability.ProcessCrash, Migrations);
        foreach (var file in new DirectoryInfo(Path.GetDirectoryName(File)!).GetFiles())
            file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.Name);
    }
}
