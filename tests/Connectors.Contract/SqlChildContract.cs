using Sutler.Connectors.Sdk;
using static Sutler.Connectors.Contract.SqlText;

namespace Sutler.Connectors.Contract;

/// <summary>Complex attributes from columns of the row, multi-valued ones from child tables, on any database (H/SQL-24, H/SQL-34, H/SQL-52).</summary>
public abstract class SqlChildContract
{
    private const string Script = """
        CREATE TABLE Users (Id {key} NOT NULL PRIMARY KEY, UserName {key} NOT NULL UNIQUE, GivenName {text}, FamilyName {text}, Password {text});
        CREATE TABLE UserEmails (Id {madekey}, UserId {key} NOT NULL REFERENCES Users(Id), Value {key}, Type {key}, IsPrimary {bool}, Display {text});
        CREATE TABLE UserTags (UserId {key} NOT NULL, Tag {key} NOT NULL, PRIMARY KEY (UserId, Tag));
        CREATE TABLE Teams (Id {key} NOT NULL PRIMARY KEY, DisplayName {key} NOT NULL UNIQUE);
        CREATE TABLE Members (GroupId {key} NOT NULL, MemberId {key} NOT NULL, MemberType {key} NOT NULL, Display {text}, PRIMARY KEY (GroupId, MemberId));
        """;

    private const string Types = """
        [{ "name": "User", "table": "Users", "attributes": [{ "name": "Id" }, { "name": "UserName" }, { "name": "Password", "writeOnly": true, "hash": "pbkdf2-sha256", "hashIterations": 10000 }],
           "complex": [{ "attribute": "name", "columns": { "givenName": "GivenName", "familyName": "FamilyName" } }],
           "children": [
             { "attribute": "emails", "table": "UserEmails", "join": "User.Id=UserEmails.UserId", "columns": { "value": "Value", "type": "Type", "primary": "IsPrimary", "display": "Display" }, "order": ["Id"] },
             { "attribute": "tags", "table": "UserTags", "join": "User.Id=UserTags.UserId", "column": "Tag" }] },
         { "name": "Group", "table": "Teams", "attributes": [{ "name": "Id" }, { "name": "DisplayName" }],
           "children": [{ "attribute": "members", "table": "Members", "join": "Teams.Id=Members.GroupId",
             "columns": { "value": { "column": "MemberId", "references": "*", "typeColumn": "MemberType" }, "display": "Display" } }] }]
        """;

    private const string Chinook = """
        CREATE TABLE Employee (EmployeeId {int} NOT NULL PRIMARY KEY, LastName {text} NOT NULL, FirstName {text} NOT NULL, ReportsTo {int}, HireDate {date}, Email {text}, FOREIGN KEY (ReportsTo) REFERENCES Employee(EmployeeId));
        CREATE TABLE Customer (CustomerId {int} NOT NULL PRIMARY KEY, FirstName {text} NOT NULL, LastName {text} NOT NULL, Email {text}, SupportRepId {int}, FOREIGN KEY (SupportRepId) REFERENCES Employee(EmployeeId));
        INSERT INTO Employee VALUES (1, 'Aldous', 'Ida', NULL, '2002-08-14 00:00:00', 'ida@example.org');
        INSERT INTO Employee VALUES (2, 'Brook', 'Nora', 1, '2002-05-01 00:00:00', NULL);
        INSERT INTO Employee VALUES (3, 'Castle', 'Jan', 2, '2003-04-01 00:00:00', NULL);
        INSERT INTO Customer VALUES (1, 'Luz', 'Gomes', NULL, 3);
        INSERT INTO Customer VALUES (2, 'Leo', 'Kohl', NULL, 3);
        INSERT INTO Customer VALUES (3, 'Fran', 'Trem', NULL, NULL);
        """;

    private const string ChinookTypes = """
        [{ "name": "Employee", "table": "Employee", "attributes": [{ "name": "EmployeeId" }, { "name": "LastName" }, { "name": "FirstName" }, { "name": "ReportsTo", "references": "Employee" }, { "name": "HireDate", "type": "dateTime" }, { "name": "Email" }],
           "children": [{ "attribute": "Customers", "table": "Customer", "join": "Employee.EmployeeId=Customer.SupportRepId", "column": "CustomerId", "references": "Customer" }] },
         { "name": "Customer", "table": "Customer", "attributes": [{ "name": "CustomerId" }, { "name": "SupportRepId", "references": "Employee" }] }]
        """;

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<SqlContractDatabase> OpenAsync();

    [Fact]
    public async Task Schema_shows_parts_lists_and_references()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect(Types);
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
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect(Types);
        var added = await connector.ApplyAsync(Add("User", "1", ("UserName", "anna"), ("Password", "s3cret"), ("name", Parts(("givenName", "Anna"), ("familyName", "Berg"))),
            ("emails", List(Parts(("value", "a@x"), ("type", "work"), ("primary", true)), Parts(("value", "b@x")))), ("tags", List("t2", "t1"))));

        Text(added.Attributes["name"]).ShouldBe("{givenName=Anna, familyName=Berg}");
        Text(added.Attributes["emails"]).ShouldBe("[{value=a@x, type=work, primary=True}, {value=b@x}]");
        Text(added.Attributes["tags"]).ShouldBe("[t1, t2]");
        added.Attributes.Keys.ShouldNotContain("Password");
        (await database.ScalarAsync("SELECT Password FROM Users"))!.ShouldStartWith("$pbkdf2-sha256$i=10000$");
        var imported = (await connector.ImportAsync()).Single();
        Text(imported.Attributes).ShouldBe(Text(added.Attributes));
        Text((await ((IObjectFinder)connector).FindAsync(new ObjectQuery("User", "UserName", ["anna"], []), CancellationToken.None)).Single().Attributes).ShouldBe(Text(added.Attributes));
    }

    [Fact]
    public async Task A_new_list_changes_only_the_rows_that_differ()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect(Types);
        await connector.ApplyAsync(Add("User", "1", ("UserName", "anna"), ("emails", List(Parts(("value", "a@x"), ("type", "work")), Parts(("value", "b@x"))))));
        await database.ExecuteAsync("UPDATE UserEmails SET Id = Id - 100");
        var changed = await connector.ApplyAsync(Update("User", "1", ("emails", List(Parts(("value", "c@x")), Parts(("value", "a@x"), ("type", "work"))))));

        Text(changed.Attributes["emails"]).ShouldBe("[{value=a@x, type=work}, {value=c@x}]");
        (await database.ScalarAsync("SELECT MAX(Id) FROM UserEmails WHERE Value = 'a@x'")).ShouldBe("-99");
        (await connector.ApplyAsync(Update("User", "1", ("emails", null)))).Attributes.Keys.ShouldNotContain("emails");
        (await database.ScalarAsync("SELECT COUNT(*) FROM UserEmails")).ShouldBe("0");
    }

    [Fact]
    public async Task Single_values_join_and_leave()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect(Types);
        await connector.ApplyAsync(Add("User", "u", ("UserName", "u")));
        await connector.ApplyAsync(Add("Group", "g", ("DisplayName", "G"), ("members", List(Member("User", "u")))));
        var change = new AttributeChange(AttributeChangeKind.Update, null) { Removed = [Member("User", "u"), Member("User", "gone")], Added = [Member("Group", "g"), Member("Group", "g")] };
        var changed = await connector.ApplyAsync(new ObjectChange(ChangeKind.Update, "Group", new Anchor("g"), new Dictionary<string, AttributeChange> { ["members"] = change }));

        Text(changed.Attributes["members"]).ShouldBe("[{value=Group:g}]");
        (await database.ScalarAsync("SELECT MemberType FROM Members")).ShouldBe("Group");
        var last = new AttributeChange(AttributeChangeKind.Update, null) { Removed = [Member("group", "g")] };
        (await connector.ApplyAsync(new ObjectChange(ChangeKind.Update, "Group", new Anchor("g"), new Dictionary<string, AttributeChange> { ["members"] = last })))
            .Attributes.Keys.ShouldNotContain("members");
    }

    [Fact]
    public async Task A_failing_child_row_undoes_its_own_change_alone()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script + "\nCREATE UNIQUE INDEX OneEach ON UserEmails (Value);");
        await using var connector = database.Connect(Types);
        await connector.ApplyAsync(Add("User", "0", ("UserName", "z"), ("emails", List(Parts(("value", "taken"))))));
        var results = await connector.ApplyAsync(
            [
                Add("User", "1", ("UserName", "a")), Add("User", "2", ("UserName", "b"), ("tags", List("y")), ("emails", List(Parts(("value", "taken"))))),
                Add("User", "3", ("UserName", "c"), ("tags", List("y"))), Add("User", "4", ("UserName", "A-is-not-a")),
            ],
            CancellationToken.None);

        results.Select(result => result.Error?.Kind).ShouldBe([null, ConnectorErrorKind.Conflict, null, null]);
        (await connector.ImportAsync()).Select(found => found.Anchor.ToString()).ShouldBe(["0", "1", "3", "4"]);
        (await database.ScalarAsync("SELECT COUNT(*) FROM UserTags")).ShouldBe("1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Pages_hold_the_values_of_their_objects(int pageSize)
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect(Types);
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
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        await using var connector = database.Connect(Types);
        await connector.ApplyAsync(Add("User", "1", ("UserName", "a"), ("emails", List(Parts(("value", "a@x"))))));
        var result = (await connector.ApplyAsync([new ObjectChange(ChangeKind.Delete, "User", new Anchor("1"), new Dictionary<string, AttributeChange>())], CancellationToken.None)).Single();
        result.Error.ShouldBeNull();
        (await database.ScalarAsync("SELECT COUNT(*) FROM UserEmails")).ShouldBe("0");
    }

    [Fact]
    public async Task Employees_report_to_employees_and_have_customers()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Chinook);
        await using var connector = database.Connect(ChinookTypes);
        var all = await connector.ImportAsync();

        all.Select(found => $"{found.ObjectType}:{found.Anchor}").ShouldBe(["Employee:1", "Employee:2", "Employee:3", "Customer:1", "Customer:2", "Customer:3"]);
        Text(all[2].Attributes["ReportsTo"]).ShouldBe("Employee:2");
        Text(all[0].Attributes["HireDate"]).ShouldBe("2002-08-14T00:00:00Z");
        Text(all[2].Attributes["Customers"]).ShouldBe("[Customer:1, Customer:2]");
        all[0].Attributes.Keys.ShouldNotContain("Customers");
    }

    [Fact]
    public async Task A_reference_back_is_written_in_the_other_objects_row()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Chinook);
        await using var connector = database.Connect(ChinookTypes);

        var changed = await connector.ApplyAsync(Move("Employee", "1", "Customers", ([], List(Reference("Customer", "3"), Reference("Customer", "2")))));
        Text(changed.Attributes["Customers"]).ShouldBe("[Customer:2, Customer:3]");
        (await database.ScalarAsync("SELECT COUNT(*) FROM Customer")).ShouldBe("3");
        (await connector.ApplyAsync(Update("Employee", "3", ("Customers", null)))).Attributes.Keys.ShouldNotContain("Customers");
        (await database.ScalarAsync("SELECT COUNT(*) FROM Customer WHERE SupportRepId = 3")).ShouldBe("0");
        (await connector.RefusedAsync(Move("Employee", "1", "Customers", ([], List(Reference("Customer", "99")))))).Attribute.ShouldBe("Customers");
        (await connector.RefusedAsync(Move("Employee", "1", "Customers", ([], List(Reference("Employee", "2")))))).Kind.ShouldBe(ConnectorErrorKind.Invalid);
    }

    private static Dictionary<string, object> Member(string type, string id) => Parts(("value", Reference(type, id)));
}
