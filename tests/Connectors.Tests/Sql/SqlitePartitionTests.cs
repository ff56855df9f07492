using System.Text.Json.Nodes;
using Sutler.Connectors.Contract;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using static Sutler.Connectors.Contract.SqlText;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>Partitions, macros, results that leave values out, and the number of statements.</summary>
public sealed class SqlitePartitionTests
{
    [Fact]
    public async Task Each_partition_has_its_own_database_and_delta()
    {
        using var users = new SqliteFile("CREATE TABLE U (Id TEXT PRIMARY KEY, G TEXT)");
        using var groups = new SqliteFile("CREATE TABLE G (Id TEXT PRIMARY KEY, Moved INTEGER); INSERT INTO G VALUES ('g', 1)");
        await using var connector = users.Connect($$"""
            [{ "name": "User", "table": "U", "attributes": [{ "name": "G", "references": "Group" }], "delta": { "strategy": "hash" } },
             { "name": "Group", "table": "G", "connection": { "dataSource": "{{groups.FilePath}}" }, "delta": { "strategy": "watermark", "column": "Moved", "deletes": "keys" } }]
            """);
        (await connector.TestAsync(CancellationToken.None)).ShouldBeNull();
        var results = await connector.ApplyAsync([Add("User", "u", ("G", Reference("Group", "g"))), Add("Group", "h", ("Moved", 2L)), Delete("User", "none"), Add("Nothing", "x")], CancellationToken.None);
        results.Select(result => result.Error?.Kind).ShouldBe([null, null, ConnectorErrorKind.NotFound, ConnectorErrorKind.Invalid]);
        groups.Run("SELECT count(*) FROM G").ShouldBe(2L);

        var (all, _, watermark) = await connector.ImportAsync(ImportKind.Full, null);
        all.ShouldBe(["User:u", "Group:g", "Group:h"]);
        users.Run("UPDATE U SET G = 'h'");
        groups.Run("DELETE FROM G WHERE Id = 'g'; INSERT INTO G VALUES ('i', 3)");
        var (objects, deleted, next) = await connector.ImportAsync(ImportKind.Delta, watermark);
        objects.ShouldBe(["User:u", "Group:h", "Group:i"]);
        deleted.ShouldBe(["Group:g"]);
        (await connector.ImportAsync(ImportKind.Delta, next)).Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Macros_stand_for_plain_names_only()
    {
        using var file = new SqliteFile("CREATE TABLE erp_Users (Id TEXT PRIMARY KEY)");
        var settings = SqliteFile.Settings("""[{ "name": "User", "table": "@SCHEMA_Users" }, { "name": "V", "import": { "query": "SELECT Id FROM [@SCHEMA]" }, "anchor": ["Id"] }]""");
        settings["macros"] = new JsonObject { ["SCHEMA"] = "erp_Users" };
        settings["objectTypes"]![0]!["table"] = "@SCHEMA";
        await using var connector = file.Connect(settings);
        await connector.ApplyAsync(Add("User", "1"));
        (await connector.ImportAsync()).Count.ShouldBe(2);
        settings["macros"]!["SCHEMA"] = "x; DROP TABLE y";
        new SqlConnectorFactory().Validate(settings).ShouldContain(fault => fault.StartsWith("macros.SCHEMA: is not a plain name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_member_of_many_is_added_without_reading_the_others()
    {
        using var file = new SqliteFile("""
            CREATE TABLE G (Id TEXT PRIMARY KEY, Name TEXT); INSERT INTO G VALUES ('g', 'n');
            CREATE TABLE M (G TEXT, U TEXT, PRIMARY KEY (G, U));
            INSERT INTO M SELECT 'g', 'u' || i FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n);
            """);
        var context = new ConnectorContext("test", file.FolderPath, _ => "", TimeProvider.System) { AcceptsUnread = true };
        await using var connector = new SqlConnectorFactory().Create(
            SqliteFile.Settings("""[{ "name": "Group", "table": "G", "children": [{ "attribute": "members", "table": "M", "join": "G.Id=M.G", "column": "U" }] }]"""), context);
        var result = (await connector.ApplyAsync([Move("Group", "g", "members", (List("u5"), List("new", "u6")))], CancellationToken.None)).Single();
        result.Error.ShouldBeNull();
        result.Unread.ShouldBe(["members"]);
        result.Object!.Attributes["Name"].ShouldBe("n");
        file.Run("SELECT count(*) FROM M").ShouldBe(100_000L);
        var replaced = (await connector.ApplyAsync([Update("Group", "g", ("members", List("u1")))], CancellationToken.None)).Single();
        replaced.Unread.ShouldBeEmpty();
        Text(replaced.Object!.Attributes["members"]).ShouldBe("[u1]");
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(1000, 1)]
    public async Task Import_takes_one_statement_a_page_and_table(int pageSize, int pages)
    {
        using var file = new SqliteFile("""
            CREATE TABLE U (Id TEXT PRIMARY KEY); CREATE TABLE A (U TEXT, V TEXT); CREATE TABLE B (U TEXT, V TEXT);
            INSERT INTO U SELECT 'u' || i FROM (WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 34) SELECT i FROM n);
            INSERT INTO A SELECT Id, 'a' FROM U; INSERT INTO B SELECT Id, 'b' FROM U;
            """);
        var dialect = new CountingDialect();
        var types = new[] { "A", "B" }.Select(table => new Connectors.Sql.Settings.SqlChildConfig
        {
            Attribute = table,
            Table = table,
            Join = [new("Id", "U")],
            Parts = [new() { Name = "value", Column = "V" }],
        }).ToList();
        var config = new Connectors.Sql.Settings.SqlConfig
        {
            Dialect = dialect,
            DataSource = file.FilePath,
            ObjectTypes = [new Connectors.Sql.Settings.SqlObjectTypeConfig { Name = "U", Table = "U", Children = types }],
        };
        await using var connector = new SqlConnector(config, new ConnectorContext("test", file.FolderPath, _ => "", TimeProvider.System));
        _ = await connector.GetSchemaAsync(CancellationToken.None);
        dialect.Statements.Clear();
        (await connector.ImportAsync(pageSize)).Count.ShouldBe(25);
        dialect.Statements.Count.ShouldBe(pages * 3, string.Join('\n', dialect.Statements));
    }
}
