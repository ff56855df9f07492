using Sutler.Connectors.Sdk;
using static Sutler.Connectors.Tests.Sql.SqlText;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>Complex attributes from columns of the row, multi-valued ones from child tables (H/SQL-24, H/SQL-34, H/SQL-52).</summary>
public sealed class SqliteChildTests
{
    private const string Script = """
        CREATE TABLE Users (Id TEXT PRIMARY KEY, UserName TEXT NOT NULL UNIQUE COLLATE NOCASE, GivenName TEXT, FamilyName TEXT, Password TEXT);
        CREATE TABLE UserEmails (Id INTEGER PRIMARY KEY, UserId TEXT NOT NULL REFERENCES Users(Id), Value TEXT, Type TEXT, IsPrimary BOOLEAN, Display TEXT);
        CREATE TABLE UserTags (UserId TEXT NOT NULL, Tag TEXT NOT NULL, PRIMARY KEY (UserId, Tag));
        CREATE TABLE Groups (Id TEXT PRIMARY KEY, DisplayName TEXT NOT NULL UNIQUE);
        CREATE TABLE Members (GroupId TEXT NOT NULL, MemberId TEXT NOT NULL, MemberType TEXT NOT NULL, Display TEXT, PRIMARY KEY (GroupId, MemberId));
        """;

    private const string Types = """
        [{ "name": "User", "table": "Users", "attributes": [{ "name": "Password", "writeOnly": true, "hash": "pbkdf2-sha256", "hashIterations": 10000 }],
           "complex": [{ "attribute": "name", "columns": { "givenName": "GivenName", "familyName": "FamilyName" } }],
           "children": [
             { "attribute": "emails", "table": "UserEmails", "join": "User.Id=UserEmails.UserId", "columns": { "value": "Value", "type": "Type", "primary": "IsPrimary", "display": "Display" }, "order": ["Id"] },
             { "attribute": "tags", "table": "UserTags", "join": "User.Id=UserTags.UserId", "column": "Tag" }] },
         { "name": "Group", "table": "Groups",
           "children": [{ "attribute": "members", "table": "Members", "join": "Groups.Id=Members.GroupId",
             "columns": { "value": { "column": "MemberId", "references": "*", "typeColumn": "MemberType" }, "display": "Display" } }] }]
        """;

    [Fact]
    public async Task Schema_shows_parts_lists_and_references()
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        var types = (await connector.GetSchemaAsync(CancellationToken.None)).ObjectTypes;
        var user = types[0].Attributes.ToDictionary(attribute => attribute.Name);

        user.Keys.ShouldBe(["Id", "UserName", "Password", "name", "emails", "tags"]);
        user["Password"].WriteOnly.ShouldBeTrue();
        user["name"].ShouldSatisfyAllConditions(name => name.Type.ShouldBe(AttributeType.Complex), name => name.SubAttributes.Select(part => part.Name).ShouldBe(["givenName", "familyName"]));
        user["emails"].ShouldSatisfyAllConditions(emails => emails.MultiValued.ShouldBeTrue(), emails => emails.SubAttributes[2].Type.ShouldBe(AttributeType.Boolean));
        user["tags"].ShouldSatisfyAllConditions(tags => tags.MultiValued.ShouldBeTrue(), tags => tags.Type.ShouldBe(AttributeType.String));
        var members = types[1].Attributes.Single(attribute => attribute.Name == "members");
        members.SubAttributes[0].ShouldSatisfyAllConditions(value => value.Type.ShouldBe(AttributeType.Reference), value => value.ReferencedType.ShouldBe("*"));
    }

    [Fact]
    public async Task Values_are_written_with_the_object_and_come_back()
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        var added = await connector.ApplyAsync(Add("User", "1", ("UserName", "anna"), ("Password", "s3cret"), ("name", Parts(("givenName", "Anna"), ("familyName", "Berg"))),
            ("emails", List(Parts(("value", "a@x"), ("type", "work"), ("primary", true)), Parts(("value", "b@x")))), ("tags", List("t2", "t1"))));

        Text(added.Attributes["name"]).ShouldBe("{givenName=Anna, familyName=Berg}");
        Text(added.Attributes["emails"]).ShouldBe("[{value=a@x, type=work, primary=True}, {value=b@x}]");
        Text(added.Attributes["tags"]).ShouldBe("[t1, t2]");
        added.Attributes.Keys.ShouldNotContain("Password");
        ((string)file.Run("SELECT Password FROM Users")!).ShouldStartWith("$pbkdf2-sha256$i=10000$");
        var imported = (await connector.ImportAsync()).Single();
        Text(imported.Attributes).ShouldBe(Text(added.Attributes));
        Text((await ((IObjectFinder)connector).FindAsync(new ObjectQuery("User", "UserName", ["ANNA"], []), CancellationToken.None)).Single().Attributes).ShouldBe(Text(added.Attributes));
    }

    [Fact]
    public async Task A_new_list_changes_only_the_rows_that_differ()
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        await connector.ApplyAsync(Add("User", "1", ("UserName", "anna"), ("emails", List(Parts(("value", "a@x"), ("type", "work")), Parts(("value", "b@x"))))));
        file.Run("UPDATE UserEmails SET Id = Id + 100");
        var changed = await connector.ApplyAsync(Update("User", "1", ("emails", List(Parts(("value", "c@x")), Parts(("value", "a@x"), ("type", "work"))))));

        Text(changed.Attributes["emails"]).ShouldBe("[{value=a@x, type=work}, {value=c@x}]");
        file.Run("SELECT group_concat(Id, ',') FROM (SELECT Id FROM UserEmails ORDER BY Id)").ShouldBe("101,102");
        (await connector.ApplyAsync(Update("User", "1", ("emails", null)))).Attributes.Keys.ShouldNotContain("emails");
        file.Run("SELECT count(*) FROM UserEmails").ShouldBe(0L);
    }

    [Fact]
    public async Task Single_values_join_and_leave()
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        await connector.ApplyAsync(Add("User", "u", ("UserName", "u")));
        await connector.ApplyAsync(Add("Group", "g", ("DisplayName", "G"), ("members", List(Member("User", "u")))));
        var change = new AttributeChange(AttributeChangeKind.Update, null) { Removed = [Member("User", "u"), Member("User", "gone")], Added = [Member("Group", "g"), Member("Group", "g")] };
        var changed = await connector.ApplyAsync(new ObjectChange(ChangeKind.Update, "Group", new Anchor("g"), new Dictionary<string, AttributeChange> { ["members"] = change }));

        Text(changed.Attributes["members"]).ShouldBe("[{value=Group:g}]");
        file.Run("SELECT MemberType FROM Members").ShouldBe("Group");
        var last = new AttributeChange(AttributeChangeKind.Update, null) { Removed = [Member("group", "g")] };
        (await connector.ApplyAsync(new ObjectChange(ChangeKind.Update, "Group", new Anchor("g"), new Dictionary<string, AttributeChange> { ["members"] = last })))
            .Attributes.Keys.ShouldNotContain("members");
    }

    [Fact]
    public async Task A_failing_child_row_undoes_its_own_change_alone()
    {
        using var file = new SqliteFile(Script + "CREATE TRIGGER NoX BEFORE INSERT ON UserTags WHEN NEW.Tag = 'x' BEGIN SELECT RAISE(ABORT, 'no x'); END;");
        await using var connector = file.Connect(Types);
        var results = await connector.ApplyAsync(
            [Add("User", "1", ("UserName", "a")), Add("User", "2", ("UserName", "b"), ("tags", List("y", "x"))), Add("User", "3", ("UserName", "c"), ("tags", List("y")))], CancellationToken.None);

        results.Select(result => result.Error?.Kind).ShouldBe([null, ConnectorErrorKind.Invalid, null]);
        (await connector.ImportAsync()).Select(found => found.Anchor.ToString()).ShouldBe(["1", "3"]);
        file.Run("SELECT count(*) FROM UserTags").ShouldBe(1L);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Pages_hold_the_values_of_their_objects(int pageSize)
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        await connector.ApplyAsync(
            [.. Enumerable.Range(0, 25).Select(index => Add("User", $"{index:D2}", ("UserName", $"u{index}"), ("tags", List([.. Enumerable.Range(0, index % 4).Select(tag => $"{index}.{tag}")]))))],
            CancellationToken.None);
        var pages = await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, pageSize), CancellationToken.None).ToListAsync();
        pages.SelectMany(page => page.Objects).Select(found => found.Attributes.TryGetValue("tags", out var tags) ? Text(tags) : "[]")
            .ShouldBe(Enumerable.Range(0, 25).Select(index => $"[{string.Join(", ", Enumerable.Range(0, index % 4).Select(tag => $"{index}.{tag}"))}]"));
    }

    [Fact]
    public async Task A_deleted_object_takes_its_rows_along()
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        await connector.ApplyAsync(Add("User", "1", ("UserName", "a"), ("emails", List(Parts(("value", "a@x"))))));
        var result = (await connector.ApplyAsync([new ObjectChange(ChangeKind.Delete, "User", new Anchor("1"), new Dictionary<string, AttributeChange>())], CancellationToken.None)).Single();
        result.Error.ShouldBeNull();
        file.Run("SELECT count(*) FROM UserEmails").ShouldBe(0L);
    }

    private static Dictionary<string, object> Member(string type, string id) => Parts(("value", Reference(type, id)));
}
