using Sutler.Connectors.Sdk;
using static Sutler.Connectors.Contract.SqlText;

namespace Sutler.Connectors.Contract;

/// <summary>
/// The original's past defects that the other contracts do not name, one test each (H/SQL-36), on any database. Elsewhere: only the first page
/// (<see cref="SqlMethodContract"/>), only 5000 objects (<see cref="ConnectorContract"/>), blind to multi-valued tables (<see cref="SqlDeltaContract"/>).
/// </summary>
public abstract class SqlDefectContract
{
    private const string Script = """
        CREATE TABLE People (Id {key} NOT NULL PRIMARY KEY, Kind {key}, Name {text}, Boss {key}, Photo {binary}, Name2 {text});
        CREATE TABLE Phones (Id {key} NOT NULL, Name {key} NOT NULL, PRIMARY KEY (Id, Name));
        CREATE TABLE Badges (Id {key} NOT NULL, Name {key} NOT NULL, PRIMARY KEY (Id, Name));
        CREATE TABLE Members (Id {key} NOT NULL, Member {key} NOT NULL, MemberKind {key} NOT NULL, PRIMARY KEY (Id, Member, MemberKind));
        """;

    private const string Types = """
        [{ "name": "User", "table": "People", "filter": { "Kind": "User" }, "attributes": [{ "name": "Boss", "references": "User" }],
           "delta": { "strategy": "hash" },
           "children": [{ "attribute": "phones", "table": "Phones", "join": "People.Id=Phones.Id", "column": "Name" }, { "attribute": "badges", "table": "Badges", "join": "People.Id=Badges.Id", "column": "Name" }] },
         { "name": "UserGroup", "table": "People", "filter": { "Kind": "UserGroup" }, "select": ["Id", "Name"], "delta": { "strategy": "hash" },
           "children": [{ "attribute": "members", "table": "Members", "join": "People.Id=Members.Id", "column": "Member", "references": "*", "typeColumn": "MemberKind" }] }]
        """;

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<SqlContractDatabase> OpenAsync();

    [Fact]
    public async Task Object_type_names_that_are_substrings_of_each_other()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        await connector.ApplyAsync(Add("User", "1"));
        await connector.ApplyAsync(Add("UserGroup", "2", ("members", List(Reference("User", "1"), Reference("UserGroup", "2")))));

        var all = await connector.ImportAsync();
        all.Select(found => $"{found.ObjectType}:{found.Anchor}").ShouldBe(["User:1", "UserGroup:2"]);
        Text(all[1].Attributes["members"]).ShouldBe("[User:1, UserGroup:2]");
        (await connector.RefusedAsync(Update("User", "2", ("Name", "x")))).Kind.ShouldBe(ConnectorErrorKind.NotFound);
        (await connector.RefusedAsync(Delete("UserGroup", "1"))).Kind.ShouldBe(ConnectorErrorKind.NotFound);
    }

    [Fact]
    public async Task Binary_export()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        byte[] photo = [.. Enumerable.Range(0, 70_000).Select(index => (byte)(index % 256))];
        await connector.ApplyAsync(Add("User", "1", ("Photo", photo)));
        ((byte[])(await connector.ImportAsync()).Single().Attributes["Photo"]).ShouldBe(photo);
    }

    [Fact]
    public async Task Values_not_cleared_on_export()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        await connector.ApplyAsync(Add("User", "1", ("Name", "n"), ("Boss", Reference("User", "1")), ("phones", List("a", "b"))));
        var cleared = await connector.ApplyAsync(Update("User", "1", ("Name", null), ("Boss", null), ("phones", null)));
        cleared.Attributes.Keys.ShouldBe(["Id"], StringComparer.OrdinalIgnoreCase);
        (await database.ScalarAsync("SELECT COUNT(*) FROM People WHERE Name IS NULL AND Boss IS NULL")).ShouldBe("1");
    }

    [Fact]
    public async Task Last_value_of_a_multi_valued_reference_not_removed()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        await connector.ApplyAsync(Add("UserGroup", "g", ("members", List(Reference("User", "1"), Reference("User", "2")))));
        await connector.ApplyAsync(Move("UserGroup", "g", "members", (List(Reference("User", "1")), [])));
        (await connector.ApplyAsync(Move("UserGroup", "g", "members", (List(Reference("User", "2")), [])))).Attributes.Keys.ShouldNotContain("members");
        (await database.ScalarAsync("SELECT COUNT(*) FROM Members")).ShouldBe("0");
    }

    [Fact]
    public async Task Change_tracking_blind_to_multi_valued_tables_and_wrong_references_in_delta()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        await connector.ApplyAsync(Add("User", "1", ("Boss", Reference("User", "1"))));
        await connector.ApplyAsync(Add("UserGroup", "g", ("members", List(Reference("User", "1")))));
        var (_, _, watermark) = await connector.ImportAsync(ImportKind.Full, null);
        await database.ExecuteAsync("INSERT INTO Members (Id, Member, MemberKind) VALUES ('g', 'g', 'UserGroup')");
        await database.ExecuteAsync("UPDATE People SET Boss = '2' WHERE Id = '1'");

        var pages = await connector.ImportAsync(new ImportRequest(ImportKind.Delta, watermark, 10), CancellationToken.None).ToListAsync();
        pages.SelectMany(page => page.Objects).Select(found => Text(found.Attributes.TryGetValue("Boss", out var boss) ? boss : found.Attributes["members"]))
            .ShouldBe(["User:2", "[User:1, UserGroup:g]"]);
    }

    [Fact]
    public async Task Schema_refresh_turning_references_into_strings()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        for (var refresh = 0; refresh < 2; refresh++)
        {
            var schema = await connector.GetSchemaAsync(CancellationToken.None);
            schema.ObjectTypes[0].Attributes.Single(attribute => attribute.Name == "Boss").Type.ShouldBe(AttributeType.Reference);
            schema.ObjectTypes[1].Attributes.Single(attribute => attribute.Name == "members").ReferencedType.ShouldBe(AttributeSchema.AnyType);
        }
    }

    [Fact]
    public async Task Member_type_column_empty_on_export()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        await connector.ApplyAsync(Add("UserGroup", "g", ("members", List(Reference("user", "1")))));
        (await database.ScalarAsync("SELECT MemberKind FROM Members")).ShouldBe("User");
        (await connector.RefusedAsync(Move("UserGroup", "g", "members", ([], List(Reference("Nobody", "1")))))).Attribute.ShouldBe("members");
    }

    [Fact]
    public async Task Schema_detection_by_case()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect("""[{ "name": "User", "table": "PEOPLE", "anchor": ["ID"], "attributes": [{ "name": "display", "column": "NAME" }] }]""");
        (await connector.ApplyAsync(Add("User", "1", ("display", "d")))).Attributes["display"].ShouldBe("d");
    }

    [Fact]
    public async Task Several_multi_valued_tables_and_parent_and_child_sharing_column_names()
    {
        await using var database = await OpenAsync();
        await using var connector = await ConnectAsync(database);
        await connector.ApplyAsync(Add("User", "1", ("Name", "n"), ("phones", List("2", "1")), ("badges", List("b"))));
        var found = (await connector.ImportAsync()).Single();
        Text(found.Attributes["phones"]).ShouldBe("[1, 2]");
        Text(found.Attributes["badges"]).ShouldBe("[b]");
        found.Attributes["Name"].ShouldBe("n");
    }

    [Fact]
    public async Task Object_types_come_from_a_column()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await database.ExecuteAsync("INSERT INTO People (Id, Kind) VALUES ('1', 'Contractor')");
        await database.ExecuteAsync("INSERT INTO People (Id, Kind) VALUES ('2', 'Employee')");
        await using var connector = database.Connect("""[{ "name": "*", "table": "People", "types": { "column": "Kind" } }]""");
        (await connector.GetSchemaAsync(CancellationToken.None)).ObjectTypes.Select(type => type.Name).ShouldBe(["Contractor", "Employee"]);
        await connector.ApplyAsync(Add("Employee", "3"));
        (await connector.ImportAsync()).Select(found => $"{found.ObjectType}:{found.Anchor}").ShouldBe(["Contractor:1", "Employee:2", "Employee:3"]);
    }

    private static async Task<IConnector> ConnectAsync(SqlContractDatabase database)
    {
        await database.RunAsync(Script);
        return database.Connect(Types);
    }
}
