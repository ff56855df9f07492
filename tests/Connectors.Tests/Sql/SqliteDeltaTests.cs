using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>Delta imports (H/SQL-60 to H/SQL-66).</summary>
public sealed class SqliteDeltaTests
{
    private const string Script = """
        CREATE TABLE Users (Id TEXT PRIMARY KEY, Name TEXT, Moved INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE Tags (UserId TEXT NOT NULL, Tag TEXT NOT NULL, Moved INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (UserId, Tag));
        CREATE TABLE History (Seq INTEGER PRIMARY KEY AUTOINCREMENT, UserId TEXT, Op TEXT, Attribute TEXT);
        INSERT INTO Users VALUES ('a', 'A', 1), ('b', 'B', 2), ('c', 'C', 3), ('d', 'D', 3);
        INSERT INTO Tags VALUES ('a', 't1', 1), ('b', 't1', 2);
        """;

    [Fact]
    public async Task Watermark_sees_what_moved_and_pages_on()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "watermark", "column": "Moved", "children": { "tags": "Moved" } }""");
        var (all, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        all.ShouldBe(["User:a", "User:b", "User:c", "User:d"]);

        file.Run("UPDATE Users SET Name = 'B2', Moved = 10 WHERE Id = 'b'; INSERT INTO Users VALUES ('e', 'E', 11), ('f', 'F', 11), ('g', 'G', 11); INSERT INTO Tags VALUES ('a', 't2', 12)");
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, full);
        objects.ShouldBe(["User:c", "User:d", "User:b", "User:e", "User:f", "User:g", "User:b", "User:a"], ignoreOrder: true);
        deleted.ShouldBeEmpty();
        (await connector.ImportAsync(ImportKind.Delta, next)).Objects.ShouldBe(["User:e", "User:f", "User:g", "User:a"], ignoreOrder: true);
    }

    [Fact]
    public async Task Watermark_reads_the_overlap_again_for_rows_that_came_late()
    {
        using var file = new SqliteFile("CREATE TABLE Users (Id TEXT PRIMARY KEY, At DATETIME); INSERT INTO Users VALUES ('a', '2024-05-06 12:00:00'), ('old', '2024-05-06 11:00:00')");
        await using var connector = file.Connect("""[{ "name": "User", "table": "Users", "delta": { "strategy": "watermark", "column": "At", "overlap": "00:10:00" } }]""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        file.Run("INSERT INTO Users VALUES ('late', '2024-05-06 11:55:00'), ('too late', '2024-05-06 11:49:00')");
        (await connector.ImportAsync(ImportKind.Delta, full)).Objects.ShouldBe(["User:late", "User:a"]);
    }

    [Fact]
    public async Task A_stored_page_is_where_a_later_delta_may_start()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "watermark", "column": "Moved", "children": { "tags": "parent" } }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        file.Run("INSERT INTO Users VALUES ('e', 'E', 5), ('f', 'F', 6), ('g', 'G', 7), ('h', 'H', 8)");

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
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "watermark", "column": "Moved", "deletes": "keys", "children": { "tags": "parent" } }""");
        connector.Capabilities.DeltaSeesDeletes.ShouldBeTrue();
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        file.Run("DELETE FROM Users WHERE Id IN ('a', 'b', 'd'); INSERT INTO Users VALUES ('without', 'W', 0)");
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, full);
        objects.ShouldBe(["User:c", "User:without"]);
        deleted.ShouldBe(["User:a", "User:b", "User:d"], ignoreOrder: true);
        (await connector.ImportAsync(ImportKind.Delta, next)).Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sweep_whose_pages_were_not_stored_is_told_again()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "keys" }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        file.Run("DELETE FROM Users WHERE Id = 'a'");
        (await connector.ImportAsync(ImportKind.Delta, full)).Deleted.ShouldBe(["User:a"]);
        var (_, again, next) = await connector.ImportAsync(ImportKind.Delta, full);
        again.ShouldBe(["User:a"]);
        (await connector.ImportAsync(ImportKind.Delta, next)).Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watermark_that_is_not_known_any_more_asks_for_a_full_import()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "hash" }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        File.Delete(Path.Combine(file.FolderPath, "test.delta.db"));
        foreach (var watermark in new[] { full, "nonsense", "{}", """{"User":"[]"}""", null })
            (await Should.ThrowAsync<ConnectorException>(async () => await connector.ImportAsync(ImportKind.Delta, watermark))).Error.Kind.ShouldBe(ConnectorErrorKind.Precondition);
        (await connector.ImportAsync(ImportKind.Full, null)).Objects.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Hashes_see_every_change_of_rows_and_child_rows()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "hash" }""");
        var (_, _, watermark) = await connector.ImportAsync(ImportKind.Full, null);
        (await connector.ImportAsync(ImportKind.Delta, watermark)).Objects.ShouldBeEmpty();

        file.Run("UPDATE Users SET Name = NULL WHERE Id = 'c'; DELETE FROM Tags WHERE UserId = 'b'; DELETE FROM Users WHERE Id = 'd'; INSERT INTO Users VALUES ('e', 'E', 0)");
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, watermark);
        objects.ShouldBe(["User:b", "User:c", "User:e"], ignoreOrder: true);
        deleted.ShouldBe(["User:d"]);
        (await connector.ImportAsync(ImportKind.Delta, next)).Objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task History_tells_each_object_as_it_stands_and_deletes()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "history", "table": "History", "order": "Seq", "join": "User.Id=History.UserId", "operation": "Op", "modify": "Changed" }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        file.Run("""
            DELETE FROM Users WHERE Id = 'a'; INSERT INTO Users VALUES ('e', 'E', 0);
            INSERT INTO History (UserId, Op, Attribute) VALUES ('a', 'Changed', NULL), ('a', 'Delete', NULL), ('e', 'Add', NULL), ('b', 'Modify_Attribute', 'Name'), ('b', 'Delete', NULL), ('b', 'Add', NULL), (NULL, 'Add', NULL);
            """);
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, full, pageSize: 100);
        objects.ShouldBe(["User:b", "User:e"], ignoreOrder: true);
        deleted.ShouldBe(["User:a"]);
        file.Run("INSERT INTO History (UserId, Op) VALUES ('c', 'whatever')");
        (await connector.ImportAsync(ImportKind.Delta, next, pageSize: 100)).Objects.ShouldContain("User:c");
    }

    [Fact]
    public async Task A_change_while_the_full_import_runs_is_seen_by_the_delta()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "watermark", "column": "Moved", "children": { "tags": "parent" } }""");
        string? watermark = null;
        var pages = 0;
        await foreach (var page in connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 1), CancellationToken.None))
        {
            if (pages++ == 1)
                file.Run("UPDATE Users SET Name = 'new', Moved = 9 WHERE Id = 'a'; INSERT INTO Users VALUES ('z', 'Z', 10)");
            watermark = page.Watermark;
        }

        (await connector.ImportAsync(ImportKind.Delta, watermark)).Objects.ShouldContain("User:a");
    }

    [Fact]
    public async Task An_empty_table_gives_a_watermark_too()
    {
        using var file = new SqliteFile("CREATE TABLE Users (Id TEXT PRIMARY KEY, Moved INTEGER)");
        await using var connector = file.Connect("""[{ "name": "User", "table": "Users", "delta": { "strategy": "watermark", "column": "Moved" } }]""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        full.ShouldNotBeNull();
        file.Run("INSERT INTO Users VALUES ('a', -5)");
        (await connector.ImportAsync(ImportKind.Delta, full)).Objects.ShouldBe(["User:a"]);
    }

    [Fact]
    public void A_child_table_that_nothing_watches_is_refused()
    {
        var faults = new Connectors.Sql.SqlConnectorFactory().Validate(SqliteFile.Settings(Types("""{ "strategy": "watermark", "column": "Moved" }""")));
        faults.Single().ShouldStartWith("objectTypes[0].delta.children: does not say how changes of 'tags' are seen");
    }

    private static IConnector Connect(SqliteFile file, string delta) => file.Connect(Types(delta));

    private static string Types(string delta) => $$"""
        [{ "name": "User", "table": "Users", "children": [{ "attribute": "tags", "table": "Tags", "join": "User.Id=Tags.UserId", "column": "Tag" }], "delta": {{delta}} }]
        """;
}
