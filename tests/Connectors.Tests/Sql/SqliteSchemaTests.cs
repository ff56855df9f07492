using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Tests.Sql;

public sealed class SqliteSchemaTests
{
    [Theory]
    [InlineData("TEXT", AttributeType.String)]
    [InlineData("nvarchar(50)", AttributeType.String)]
    [InlineData("uniqueidentifier", AttributeType.String)]
    [InlineData("", AttributeType.String)]
    [InlineData("DATE", AttributeType.String)]
    [InlineData("int", AttributeType.Integer)]
    [InlineData("UNSIGNED BIG INT", AttributeType.Integer)]
    [InlineData("BOOLEAN", AttributeType.Boolean)]
    [InlineData("bit", AttributeType.Boolean)]
    [InlineData("DOUBLE PRECISION", AttributeType.Decimal)]
    [InlineData("DECIMAL(10,2)", AttributeType.Decimal)]
    [InlineData("money", AttributeType.Decimal)]
    [InlineData("DATETIME", AttributeType.DateTime)]
    [InlineData("timestamp", AttributeType.DateTime)]
    [InlineData("BLOB", AttributeType.Binary)]
    [InlineData("varbinary(16)", AttributeType.Binary)]
    public async Task Declared_type_gives_the_attribute_type(string declared, AttributeType expected)
    {
        using var file = new SqliteFile($"CREATE TABLE T (Id TEXT PRIMARY KEY, V {declared})");
        (await SchemaAsync(file, """[{ "name": "User", "table": "t" }]"""))["V"].Type.ShouldBe(expected);
    }

    [Fact]
    public async Task Constraints_give_requirement_uniqueness_and_mutability()
    {
        using var file = new SqliteFile("""
            CREATE TABLE T (Id INTEGER PRIMARY KEY, A TEXT NOT NULL, B TEXT NOT NULL DEFAULT 'b', C TEXT UNIQUE, D TEXT, E TEXT,
                G TEXT GENERATED ALWAYS AS (A || B) STORED, H TEXT AS (upper(A)), N TEXT COLLATE NOCASE, X TEXT UNIQUE COLLATE NOCASE);
            CREATE UNIQUE INDEX D1 ON T (D) WHERE D IS NOT NULL; CREATE UNIQUE INDEX E1 ON T (E, A); CREATE UNIQUE INDEX N1 ON T (N COLLATE BINARY);
            """);
        var schema = await SchemaAsync(file, """[{ "name": "User", "table": "T" }]""");

        schema["Id"].ShouldSatisfyAllConditions(id => id.Required.ShouldBeFalse(), id => id.Mutability.ShouldBe(AttributeMutability.Immutable), id => id.Unique.ShouldBeTrue());
        schema.Values.Where(attribute => attribute.Required).Select(attribute => attribute.Name).ShouldBe(["A"]);
        schema.Values.Where(attribute => attribute.Unique).Select(attribute => attribute.Name).ShouldBe(["Id", "C", "X"]);
        schema.Values.Where(attribute => attribute.Mutability is AttributeMutability.ReadOnly).Select(attribute => attribute.Name).ShouldBe(["G", "H"]);
        schema.Values.Where(attribute => !attribute.CaseExact).Select(attribute => attribute.Name).ShouldBe(["N", "X"]);
    }

    [Fact]
    public async Task Settings_select_rename_and_override()
    {
        using var file = new SqliteFile("CREATE TABLE \"odd \"\"table\"\"\" (\"the key\" TEXT PRIMARY KEY, A TEXT, \"order\" TEXT, Hidden TEXT)");
        const string Types = """
            [{ "name": "User", "table": "odd \"table\"", "anchor": ["key"], "select": ["A", "order"],
               "attributes": [{ "name": "key", "column": "the key" }, { "name": "A", "type": "integer", "required": true, "caseExact": false }] }]
            """;
        var schema = await SchemaAsync(file, Types);
        schema.Keys.ShouldBe(["key", "A", "order"]);
        schema["A"].ShouldSatisfyAllConditions(a => a.Type.ShouldBe(AttributeType.Integer), a => a.Required.ShouldBeTrue(), a => a.CaseExact.ShouldBeFalse());

        await using var connector = file.Connect(Types);
        var change = new ObjectChange(ChangeKind.Add, "User", new Anchor("k"), Values(("order", "by")));
        (await connector.ApplyAsync([change], CancellationToken.None)).Single().Object!.Attributes["order"].ShouldBe("by");
    }

    [Theory]
    [InlineData("""{ "name": "User", "table": "Nowhere" }""", "there is no table or view 'Nowhere'")]
    [InlineData("""{ "name": "User", "table": "T", "anchor": ["Nothing"] }""", "has no column 'Nothing'")]
    [InlineData("""{ "name": "User", "table": "T", "select": ["Nothing"] }""", "has no column 'Nothing'")]
    [InlineData("""{ "name": "User", "table": "T", "attributes": [{ "name": "Nothing" }] }""", "has no column 'Nothing'")]
    [InlineData("""{ "name": "User", "table": "T", "anchor": ["A"] }""", "nothing keeps (A) unique")]
    [InlineData("""{ "name": "User", "table": "T", "anchor": ["B"] }""", "cannot be an anchor")]
    [InlineData("""{ "name": "User", "table": "T", "attributes": [{ "name": "A", "column": "B" }] }""", "same attribute name")]
    [InlineData("""{ "name": "User", "table": "NoKey" }""", "has no primary key")]
    [InlineData("""{ "name": "User", "table": "NoKey", "anchor": ["N"] }""", "nothing keeps (N) unique")]
    [InlineData("""{ "name": "User", "table": "V" }""", "has no primary key")]
    [InlineData("""{ "name": "User", "table": "T\"; DROP TABLE T; --" }""", "there is no table or view")]
    public async Task What_the_database_does_not_hold_is_refused(string type, string expected)
    {
        using var file = new SqliteFile("""
            CREATE TABLE T (Id TEXT PRIMARY KEY, A TEXT, B BOOLEAN UNIQUE); CREATE VIEW V AS SELECT * FROM T;
            CREATE TABLE NoKey (N TEXT COLLATE NOCASE); CREATE UNIQUE INDEX N1 ON NoKey (N COLLATE BINARY);
            """);
        await using var connector = file.Connect($"[{type}]");
        var thrown = await Should.ThrowAsync<ConnectorException>(async () => await connector.GetSchemaAsync(CancellationToken.None));
        thrown.Error.Kind.ShouldBe(ConnectorErrorKind.Invalid);
        thrown.Message.ShouldContain(expected);
        (await connector.TestAsync(CancellationToken.None))!.Message.ShouldBe(thrown.Message);
        file.Run("SELECT count(*) FROM T").ShouldBe(0L);
    }

    [Fact]
    public async Task Schema_read_again_sees_a_new_column()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY)");
        await using var connector = file.Connect("""[{ "name": "User", "table": "T" }]""");
        await connector.ApplyAsync([new ObjectChange(ChangeKind.Add, "User", new Anchor("a"), Values())], CancellationToken.None);
        file.Run("ALTER TABLE T ADD COLUMN Extra TEXT DEFAULT 'x'");

        (await connector.GetSchemaAsync(CancellationToken.None)).ObjectTypes[0].Attributes.Count.ShouldBe(2);
        var result = await connector.ApplyAsync([new ObjectChange(ChangeKind.Update, "User", new Anchor("a"), Values(("Extra", "y")))], CancellationToken.None);
        result.Single().Object!.Attributes["Extra"].ShouldBe("y");
    }

    private static async Task<Dictionary<string, AttributeSchema>> SchemaAsync(SqliteFile file, string types)
    {
        await using var connector = file.Connect(types);
        return (await connector.GetSchemaAsync(CancellationToken.None)).ObjectTypes[0].Attributes.ToDictionary(attribute => attribute.Name);
    }

    private static Dictionary<string, AttributeChange> Values(params (string Name, object? Value)[] values) =>
        values.ToDictionary(value => value.Name, value => new AttributeChange(AttributeChangeKind.Replace, value.Value));
}
