using System.Text.Json.Nodes;

namespace Sutler.Connectors.Contract;

/// <summary>What a database shows before any object type is set up (H/WIZ-40, H/WIZ-44), the same on any product; and what is proposed of it works.</summary>
public abstract class SqlDiscoveryContract
{
    private const string Script = """
        CREATE TABLE departments (id {int} NOT NULL PRIMARY KEY, name {key} NOT NULL UNIQUE);
        CREATE TABLE people (id {key} NOT NULL PRIMARY KEY, mail {text}, dept {int}, boss {key}, FOREIGN KEY (dept) REFERENCES departments(id), FOREIGN KEY (boss) REFERENCES people(id));
        CREATE TABLE teams (id {int} NOT NULL PRIMARY KEY, name {text});
        CREATE TABLE team_people (team {int} NOT NULL, person {key} NOT NULL, PRIMARY KEY (team, person), FOREIGN KEY (team) REFERENCES teams(id), FOREIGN KEY (person) REFERENCES people(id));
        CREATE TABLE notes (txt {text});
        CREATE VIEW mails AS SELECT id, mail FROM people;
        INSERT INTO departments (id, name) VALUES (1, 'IT');
        INSERT INTO people (id, dept, boss) VALUES ('a', 1, 'a');
        INSERT INTO teams (id, name) VALUES (7, 't');
        INSERT INTO team_people (team, person) VALUES (7, 'a');
        """;

    /// <summary>Makes an empty database.</summary>
    protected abstract ValueTask<SqlContractDatabase> OpenAsync();

    [Fact]
    public async Task Lists_tables_with_keys_and_foreign_keys()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        var contents = await database.ExploreAsync();

        contents.IsWhole.ShouldBeTrue();
        contents.Tables.Select(table => $"{table.Name}{(table.IsView ? " view" : "")} ({string.Join(',', table.Key)})").Order(StringComparer.Ordinal)
            .ShouldBe(["departments (id)", "mails view ()", "notes ()", "people (id)", "team_people (team,person)", "teams (id)"]);
        contents.Tables.SelectMany(table => table.Links.Select(link => $"{table.Name}.{string.Join(',', link.Columns)} -> {link.Table}.{string.Join(',', link.Key)}")).Order(StringComparer.Ordinal)
            .ShouldBe(["people.boss -> people.id", "people.dept -> departments.id", "team_people.person -> people.id", "team_people.team -> teams.id"]);
        var name = contents.Tables.Single(table => table.Name == "departments").Columns.Single(column => column.Name == "name");
        name.ShouldSatisfyAllConditions(one => one.Required.ShouldBeTrue(), one => one.Unique.ShouldBeTrue());
    }

    [Fact]
    public async Task Proposed_object_types_work_as_they_are()
    {
        await using var database = await OpenAsync();
        await database.RunAsync(Script);
        var contents = await database.ExploreAsync();
        contents.ObjectTypes.Select(type => type!["name"]!.ToString()).Order(StringComparer.Ordinal).ShouldBe(["departments", "people", "teams"]);

        await using var connector = database.Connect((JsonArray)contents.ObjectTypes.DeepClone());
        (await connector.TestAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        var objects = await connector.ImportAsync();
        var person = objects.Single(one => one.ObjectType == "people");
        SqlText.Text(person.Attributes["dept"]).ShouldBe("departments:1");
        SqlText.Text(person.Attributes["boss"]).ShouldBe("people:a");
        SqlText.Text(objects.Single(one => one.ObjectType == "teams").Attributes["team_people"]).ShouldBe("[people:a]");
    }
}
