using Sutler.Connectors.Contract;
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
    public async Task Watermark_reads_the_overlap_again_for_rows_that_came_late()
    {
        using var file = new SqliteFile("CREATE TABLE Users (Id TEXT PRIMARY KEY, At DATETIME); INSERT INTO Users VALUES ('a', '2024-05-06 12:00:00'), ('old', '2024-05-06 11:00:00')");
        await using var connector = file.Connect("""[{ "name": "User", "table": "Users", "delta": { "strategy": "watermark", "column": "At", "overlap": "00:10:00" } }]""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        file.Run("INSERT INTO Users VALUES ('late', '2024-05-06 11:55:00'), ('too late', '2024-05-06 11:49:00')");
        (await connector.ImportAsync(ImportKind.Delta, full)).Objects.ShouldBe(["User:a", "User:late"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_watermark_that_is_not_known_any_more_asks_for_a_full_import()
    {
        using var file = new SqliteFile(Script);
        await using var connector = Connect(file, """{ "strategy": "hash" }""");
        var (_, _, full) = await connector.ImportAsync(ImportKind.Full, null);
        File.Delete(Path.Combine(file.FolderPath, "test.User.delta.db"));
        foreach (var watermark in new[] { full, "nonsense", "{}", """{"User":"[]"}""", null })
            (await Should.ThrowAsync<ConnectorException>(async () => await connector.ImportAsync(ImportKind.Delta, watermark))).Error.Kind.ShouldBe(ConnectorErrorKind.Precondition);
        (await connector.ImportAsync(ImportKind.Full, null)).Objects.Count.ShouldBe(4);
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
