using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Contract;

/// <summary>Delta imports on any database (H/SQL-60 to H/SQL-66).</summary>
public abstract class SqlDeltaContract
{
    private const string Script = """
        CREATE TABLE Users (Id {key} NOT NULL PRIMARY KEY, Name {text}, Moved {int} NOT NULL);
        CREATE TABLE Tags (UserId {key} NOT NULL, Tag {key} NOT NULL, Moved {int} NOT NULL, PRIMARY KEY (UserId, Tag));
        CREATE TABLE History (Seq {madekey}, UserId {key}, Op {text}, Attribute {text});
        INSERT INTO Users VALUES ('a', 'A', 1), ('b', 'B', 2), ('c', 'C', 3), ('d', 'D', 3);
        INSERT INTO Tags VALUES ('a', 't1', 1), ('b', 't1', 2);
        """;

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<SqlContractDatabase> OpenAsync();

    [Fact]
    public async Task Watermark_sees_what_moved_and_pages_on()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = Connect(database, """{ "strategy": "watermark", "column": "Moved", "overlap": 0, "children": { "tags": "Moved" } }""");
        var (all, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        all.ShouldBe(["User:a", "User:b", "User:c", "User:d"]);

        await database.ExecuteAsync("UPDATE Users SET Name = 'B2', Moved = 10 WHERE Id = 'b'");
        await database.ExecuteAsync("INSERT INTO Users VALUES ('e', 'E', 11), ('f', 'F', 11), ('g', 'G', 11)");
        await database.ExecuteAsync("INSERT INTO Tags VALUES ('a', 't2', 12)");
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, full);
        objects.ShouldBe(["User:c", "User:d", "User:b", "User:e", "User:f", "User:g", "User:b", "User:a"], ignoreOrder: true);
        deleted.ShouldBeEmpty();
        (await connector.ImportAsync(ImportKind.Delta, next)).Objects.ShouldBe(["User:e", "User:f", "User:g", "User:a"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_stored_page_is_where_a_later_delta_may_start()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = Connect(database, """{ "strategy": "watermark", "column": "Moved", "overlap": 0, "children": { "tags": "parent" } }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        await database.ExecuteAsync("INSERT INTO Users VALUES ('e', 'E', 5), ('f', 'F', 6), ('g', 'G', 7), ('h', 'H', 8)");

        HashSet<string> seen = [];
        var watermark = full;
        for (var round = 0; round < 10; round++)
        {
            await foreach (var page in connector.ImportAsync(new ImportRequest(ImportKind.Delta, watermark, 2), CancellationToken.None))
            {
                seen.UnionWith(page.Objects.Select(found => found.Anchor.ToString()));
                watermark = page.Watermark;
                if (page.Objects.Any(found => found.Anchor.ToString() is not ("c" or "d")))
                    break;
            }
        }

        new[] { "e", "f", "g", "h" }.ShouldBeSubsetOf(seen);
    }

    [Fact]
    public async Task Watermark_with_a_sweep_of_keys_sees_deletes()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = Connect(database, """{ "strategy": "watermark", "column": "Moved", "overlap": 0, "deletes": "keys", "children": { "tags": "parent" } }""");
        connector.Capabilities.DeltaSeesDeletes.ShouldBeTrue();
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        await database.ExecuteAsync("DELETE FROM Users WHERE Id IN ('a', 'b', 'd')");
        await database.ExecuteAsync("INSERT INTO Users VALUES ('without', 'W', 0)");
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, full);
        objects.ShouldBe(["User:c", "User:without"]);
        deleted.ShouldBe(["User:a", "User:b", "User:d"], ignoreOrder: true);
        (await connector.ImportAsync(ImportKind.Delta, next)).Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sweep_whose_pages_were_not_stored_is_told_again()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = Connect(database, """{ "strategy": "keys" }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        await database.ExecuteAsync("DELETE FROM Users WHERE Id = 'a'");
        (await connector.ImportAsync(ImportKind.Delta, full)).Deleted.ShouldBe(["User:a"]);
        var (_, again, next) = await connector.ImportAsync(ImportKind.Delta, full);
        again.ShouldBe(["User:a"]);
        (await connector.ImportAsync(ImportKind.Delta, next)).Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hashes_see_every_change_of_rows_and_child_rows()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = Connect(database, """{ "strategy": "hash" }""");
        var (_, _, watermark) = await connector.ImportAsync(ImportKind.Full, null);
        (await connector.ImportAsync(ImportKind.Delta, watermark)).Objects.ShouldBeEmpty();

        await database.ExecuteAsync("UPDATE Users SET Name = NULL WHERE Id = 'c'");
        await database.ExecuteAsync("DELETE FROM Tags WHERE UserId = 'b'");
        await database.ExecuteAsync("DELETE FROM Users WHERE Id = 'd'");
        await database.ExecuteAsync("INSERT INTO Users VALUES ('e', 'E', 0)");
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, watermark);
        objects.ShouldBe(["User:b", "User:c", "User:e"], ignoreOrder: true);
        deleted.ShouldBe(["User:d"]);
        (await connector.ImportAsync(ImportKind.Delta, next)).Objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task History_tells_each_object_as_it_stands_and_deletes()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = Connect(database, """{ "strategy": "history", "table": "History", "order": "Seq", "overlap": 0, "join": "User.Id=History.UserId", "operation": "Op", "modify": "Changed" }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        await database.RunAsync("""
            DELETE FROM Users WHERE Id = 'a';
            INSERT INTO Users VALUES ('e', 'E', 0);
            INSERT INTO History (UserId, Op, Attribute) VALUES ('a', 'Changed', NULL), ('a', 'Delete', NULL), ('e', 'Add', NULL), ('b', 'Modify_Attribute', 'Name'), ('b', 'Delete', NULL), ('b', 'Add', NULL), (NULL, 'Add', NULL);
            """);
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, full, pageSize: 100);
        objects.ShouldBe(["User:b", "User:e"], ignoreOrder: true);
        deleted.ShouldBe(["User:a"]);
        await database.ExecuteAsync("INSERT INTO History (UserId, Op) VALUES ('c', 'whatever')");
        (await connector.ImportAsync(ImportKind.Delta, next, pageSize: 100)).Objects.ShouldContain("User:c");
    }

    [Fact]
    public async Task A_change_while_the_full_import_runs_is_seen_by_the_delta()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = Connect(database, """{ "strategy": "watermark", "column": "Moved", "overlap": 0, "children": { "tags": "parent" } }""");
        string? watermark = null;
        var pages = 0;
        await foreach (var page in connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 1), CancellationToken.None))
        {
            if (pages++ == 1)
            {
                await database.ExecuteAsync("UPDATE Users SET Name = 'new', Moved = 9 WHERE Id = 'a'");
                await database.ExecuteAsync("INSERT INTO Users VALUES ('z', 'Z', 10)");
            }

            watermark = page.Watermark;
        }

        (await connector.ImportAsync(ImportKind.Delta, watermark)).Objects.ShouldContain("User:a");
    }

    private static IConnector Connect(SqlContractDatabase database, string delta) => database.Connect(Types(delta));

    private static string Types(string delta) => $$"""
        [{ "name": "User", "table": "Users", "children": [{ "attribute": "tags", "table": "Tags", "join": "User.Id=Tags.UserId", "column": "Tag" }], "delta": {{delta}} }]
        """;
}
