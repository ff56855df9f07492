using Sutler.Connectors.Sdk;
using static Sutler.Connectors.Contract.SqlText;

namespace Sutler.Connectors.Contract;

/// <summary>Import and export by query, view and statement on any database (H/SQL-50 to H/SQL-56, H/SQL-72).</summary>
public abstract class SqlMethodContract
{
    private const string Script = """
        CREATE TABLE Staff (Id {key} NOT NULL PRIMARY KEY, FirstName {text}, LastName {text}, Kind {key}, Photo {binary}, Password {text});
        CREATE TABLE StaffMails (StaffId {key} NOT NULL, Mail {key} NOT NULL, PRIMARY KEY (StaffId, Mail));
        CREATE TABLE Audit (Entry {text});
        """;

    private const string Statements = """
        "export": { "insert": ["INSERT INTO Staff (Id, FirstName, LastName, Photo) VALUES (@Id, @FirstName, @LastName, @Photo)", "INSERT INTO Audit VALUES ('added')"],
                    "update": "UPDATE Staff SET FirstName = @FirstName, LastName = @LastName, Photo = @Photo WHERE Id = @Id", "delete": "DELETE FROM Staff WHERE Id = @Id" }
        """;

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<SqlContractDatabase> OpenAsync();

    [Theory]
    [InlineData("SELECT Id, FirstName, LastName FROM Staff WHERE Kind = 'x'")]
    [InlineData("SELECT Id, FirstName, LastName FROM Staff WHERE Kind = 'x' AND Id > COALESCE(@After, '') ORDER BY Id LIMIT @PageSize")]
    [InlineData("SELECT Id, FirstName, LastName FROM (SELECT Id, FirstName, LastName, ROW_NUMBER() OVER (ORDER BY Id) AS Place FROM Staff WHERE Kind = 'x') AS s WHERE Place BETWEEN @StartIndex AND @EndIndex ORDER BY Place")]
    public async Task Only_first_page_imported_is_no_more(string query)
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        for (var index = 0; index < 23; index++)
            await database.ExecuteAsync($"INSERT INTO Staff (Id, FirstName, Kind) VALUES ('k{index:D2}', 'n{index}', '{(index < 21 ? "x" : "other")}')");
        await using var connector = database.Connect($$"""[{ "name": "User", "import": { "query": "{{query}}" }, "anchor": ["Id"] }]""");

        foreach (var pageSize in new[] { 1, 4, 7, 21, 100 })
            (await connector.ImportAsync(pageSize)).Select(found => found.Anchor.ToString()).ShouldBe(Enumerable.Range(0, 21).Select(index => $"k{index:D2}"));
        (await ((IObjectFinder)connector).FindAsync(new ObjectQuery("User", "FirstName", ["n3", "n22"], []), CancellationToken.None)).Single().Anchor.ShouldBe(new Anchor("k03"));
        (await connector.RefusedAsync(Update("User", "k01", ("FirstName", "x")))).Kind.ShouldBe(ConnectorErrorKind.Unsupported);
    }

    [Fact]
    public async Task Statements_write_what_a_query_reads()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect($$"""[{ "name": "User", "import": { "query": "SELECT Id, FirstName, LastName, Photo FROM Staff" }, "anchor": ["Id"], {{Statements}} }]""");
        byte[] photo = [0, 255, 39, 0, 34];
        const string Hostile = "x'); DROP TABLE Staff; -- @Id \" ";

        var added = await connector.ApplyAsync(Add("User", "1", ("FirstName", Hostile), ("Photo", photo)));
        added.Attributes["FirstName"].ShouldBe(Hostile);
        ((byte[])added.Attributes["Photo"]).ShouldBe(photo);
        (await connector.ApplyAsync(Update("User", "1", ("LastName", "L")))).Attributes["FirstName"].ShouldBe(Hostile);
        (await connector.ApplyAsync(Update("User", "1", ("FirstName", null), ("Photo", null)))).Attributes.Keys.ShouldBe(["Id", "LastName"], StringComparer.OrdinalIgnoreCase);
        (await database.ScalarAsync("SELECT COUNT(*) FROM Audit")).ShouldBe("1");
        var results = await connector.ApplyAsync([Add("User", "1"), Update("User", "9", ("LastName", "x")), Delete("User", "9"), Add("User", "2"), Delete("User", "1")], CancellationToken.None);
        results.Select(result => result.Error?.Kind).ShouldBe([ConnectorErrorKind.Conflict, ConnectorErrorKind.NotFound, ConnectorErrorKind.NotFound, null, null]);
        (await database.ScalarAsync("SELECT COUNT(*) FROM Audit")).ShouldBe("2");
    }

    [Fact]
    public async Task Multi_valued_update_works_with_query_export()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect($$"""
            [{ "name": "User", "import": { "query": "SELECT Id, FirstName, LastName, Photo FROM Staff" }, "anchor": ["Id"], {{Statements}},
               "children": [{ "attribute": "mails", "table": "StaffMails", "join": "User.Id=StaffMails.StaffId", "column": "Mail" }] }]
            """);
        Text((await connector.ApplyAsync(Add("User", "1", ("mails", List("b", "a"))))).Attributes["mails"]).ShouldBe("[a, b]");
        Text((await connector.ApplyAsync(Update("User", "1", ("mails", List("c", "a"))))).Attributes["mails"]).ShouldBe("[a, c]");
        Text((await connector.ImportAsync()).Single().Attributes["mails"]).ShouldBe("[a, c]");
        (await connector.ApplyAsync([Delete("User", "1")], CancellationToken.None)).Single().Error.ShouldBeNull();
        (await database.ScalarAsync("SELECT COUNT(*) FROM StaffMails")).ShouldBe("0");
    }

    [Fact]
    public async Task A_query_reads_and_the_table_is_written()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect("""
            [{ "name": "User", "table": "Staff", "anchor": ["Id"], "import": { "query": "SELECT Id, FirstName, LastName, UPPER(FirstName) AS Shout FROM Staff WHERE Kind IS NULL" } }]
            """);
        (await connector.GetSchemaAsync(CancellationToken.None)).ObjectTypes[0].Attributes.Where(attribute => attribute.Mutability is AttributeMutability.ReadOnly)
            .Select(attribute => attribute.Name).ShouldBe(["Shout"], StringComparer.OrdinalIgnoreCase);
        (await connector.ApplyAsync(Add("User", "1", ("FirstName", "a")))).Attributes["Shout"].ShouldBe("A");
        (await connector.ApplyAsync(Update("User", "1", ("FirstName", "b")))).Attributes["Shout"].ShouldBe("B");
        (await connector.RefusedAsync(Update("User", "1", ("Shout", "c")))).Attribute.ShouldBe("Shout", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task A_password_is_set_by_a_call_of_its_own_after_the_object()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect("""
            [{ "name": "User", "table": "Staff", "select": ["Id", "FirstName"],
               "password": { "attribute": "export_password", "oldAttribute": "old_password", "set": "UPDATE Staff SET Password = @export_password WHERE Id = @Id",
                 "change": "UPDATE Staff SET Password = @export_password WHERE Id = @Id AND Password = @old_password" } }]
            """);
        (await connector.GetSchemaAsync(CancellationToken.None)).ObjectTypes[0].Attributes.Where(attribute => attribute.WriteOnly).Select(attribute => attribute.Name)
            .ShouldBe(["export_password", "old_password"]);
        var added = await connector.ApplyAsync(Add("User", "1", ("FirstName", "a"), ("export_password", "one")));
        added.Attributes.Keys.ShouldNotContain("export_password");
        (await database.ScalarAsync("SELECT Password FROM Staff")).ShouldBe("one");
        await connector.ApplyAsync(Update("User", "1", ("export_password", "two"), ("old_password", "wrong")));
        (await database.ScalarAsync("SELECT Password FROM Staff")).ShouldBe("one");
        await connector.ApplyAsync(Update("User", "1", ("export_password", "two"), ("old_password", "one")));
        (await database.ScalarAsync("SELECT Password FROM Staff")).ShouldBe("two");
    }

    [Fact]
    public async Task A_key_is_renamed_and_its_rows_follow()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect("""
            [{ "name": "User", "table": "Staff", "rename": true, "children": [{ "attribute": "mails", "table": "StaffMails", "join": "User.Id=StaffMails.StaffId", "column": "Mail" }] }]
            """);
        connector.Capabilities.Rename.ShouldBeTrue();
        await connector.ApplyAsync(Add("User", "1", ("mails", List("a"))));
        await connector.ApplyAsync(Add("User", "3"));
        var renamed = await connector.ApplyAsync(Update("User", "1", ("Id", "2")));
        renamed.Anchor.ShouldBe(new Anchor("2"));
        Text(renamed.Attributes["mails"]).ShouldBe("[a]");
        (await connector.ImportAsync()).Select(found => found.Anchor.ToString()).ShouldBe(["2", "3"]);
        (await connector.RefusedAsync(Update("User", "2", ("Id", "3")))).Kind.ShouldBe(ConnectorErrorKind.Conflict);
    }

    [Fact]
    public async Task Object_replace_writes_every_column()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect("""[{ "name": "User", "table": "Staff", "export": { "objectReplace": true } }]""");
        await connector.ApplyAsync(Add("User", "1", ("FirstName", "a"), ("LastName", "b")));
        var changed = await connector.ApplyAsync(Update("User", "1", ("LastName", null)));
        changed.Attributes["FirstName"].ShouldBe("a");
        changed.Attributes.Keys.ShouldNotContain("LastName");
        (await connector.RefusedAsync(Update("User", "9", ("LastName", "x")))).Kind.ShouldBe(ConnectorErrorKind.NotFound);
    }

    [Theory]
    [InlineData("UPDATE Staff SET FirstName = '@FirstName' WHERE Id = @Id", "within a literal")]
    [InlineData("UPDATE Staff SET FirstName = 'it''s @FirstName' WHERE Id = @Id", "within a literal")]
    [InlineData("UPDATE Staff SET FirstName = @FirstName -- by @Id", "within a literal")]
    [InlineData("UPDATE Staff SET FirstName = @FirstName /* by @Id */", "within a literal")]
    [InlineData("UPDATE Staff SET FirstName = @FirstNames WHERE Id = @Id", "'@FirstNames' is neither")]
    [InlineData("UPDATE Staff SET FirstName = 'x WHERE Id = @Id", "opened and not closed")]
    public async Task A_placeholder_that_would_be_text_is_refused(string update, string expected)
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect($$"""[{ "name": "User", "table": "Staff", "export": { "update": "{{update}}" } }]""");
        var error = await connector.TestAsync(CancellationToken.None);
        error.ShouldNotBeNull().Message.ShouldContain(expected);
        error.Message.ShouldStartWith("Object type 'User': export.update:");
    }
}
