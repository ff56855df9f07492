using Sutler.Testing.Servers;
using static Sutler.Connectors.Contract.SqlText;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>Import, export and passwords by stored procedures (H/SQL-21, H/SQL-55, H/SQL-70, H/SQL-72), also with values longer than the 397 bytes of H/SQL-36.</summary>
public sealed class ProcedureTests(PostgresServer postgres, MariaDbServer mariaDb)
{
    private const string Types = """
        [{ "name": "User", "table": "staff", "anchor": ["id"], "select": ["id", "name", "note"],
           "import": { "procedure": "read_staff", "parameters": ["p_after:Input:@After", "p_size:Input:@PageSize"] },
           "export": { "insert": { "procedure": "add_staff", "parameters": ["p_id:Input:id", "p_name:Input:name", "p_note:Input:note"] },
                       "update": { "procedure": "update_staff", "parameters": ["p_id:Input:id", "p_name:Input:name", "p_note:Input:note"] },
                       "delete": { "procedure": "delete_staff", "parameters": ["p_id:Input:id", "p_why:Input:'left'"] } },
           "password": { "attribute": "export_password", "set": { "procedure": "set_password", "parameters": ["p_id:Input:id", "p_new:Input:export_password"] } } }]
        """;

    private static readonly string[] PostgresScript =
    [
        "CREATE TABLE staff (id text PRIMARY KEY, name text, note text, secret text)",
        "CREATE TABLE audit (entry text)",
        "CREATE PROCEDURE add_staff(p_id text, p_name text, p_note text) LANGUAGE sql AS $$ INSERT INTO staff (id, name, note) VALUES (p_id, p_name, p_note) $$",
        "CREATE PROCEDURE update_staff(p_id text, p_name text, p_note text) LANGUAGE sql AS $$ UPDATE staff SET name = p_name, note = p_note WHERE id = p_id $$",
        "CREATE PROCEDURE delete_staff(p_id text, p_why text) LANGUAGE sql AS $$ DELETE FROM staff WHERE id = p_id; INSERT INTO audit VALUES (p_why) $$",
        "CREATE FUNCTION read_staff(p_after text, p_size bigint) RETURNS TABLE (id text, name text, note text) LANGUAGE sql AS $$ SELECT s.id, s.name, s.note FROM staff s WHERE s.id > coalesce(p_after, '') ORDER BY s.id LIMIT p_size $$",
        "CREATE PROCEDURE set_password(p_id text, p_new text) LANGUAGE sql AS $$ UPDATE staff SET secret = md5(p_new) WHERE id = p_id $$",
    ];

    private static readonly string[] MariaDbScript =
    [
        "CREATE TABLE staff (id varchar(100) PRIMARY KEY, name varchar(200), note mediumtext, secret varchar(200))",
        "CREATE TABLE audit (entry varchar(100))",
        "CREATE PROCEDURE add_staff(p_id varchar(100), p_name varchar(200), p_note mediumtext) INSERT INTO staff (id, name, note) VALUES (p_id, p_name, p_note)",
        "CREATE PROCEDURE update_staff(p_id varchar(100), p_name varchar(200), p_note mediumtext) UPDATE staff SET name = p_name, note = p_note WHERE id = p_id",
        "CREATE PROCEDURE delete_staff(p_id varchar(100), p_why varchar(100)) BEGIN DELETE FROM staff WHERE id = p_id; INSERT INTO audit VALUES (p_why); END",
        "CREATE PROCEDURE read_staff(p_after varchar(100), p_size bigint) SELECT id, name, note FROM staff WHERE id > coalesce(p_after, '') ORDER BY id LIMIT p_size",
        "CREATE PROCEDURE set_password(p_id varchar(100), p_new varchar(200)) UPDATE staff SET secret = md5(p_new) WHERE id = p_id",
    ];

    [Fact]
    public async Task Reads_and_writes_by_procedure_on_postgres()
    {
        await using var target = await ServerTargets.PostgresAsync(postgres, "SELECT 1");
        await ReadAndWriteAsync(target, PostgresScript);
    }

    [Fact]
    public async Task Reads_and_writes_by_procedure_on_mariadb()
    {
        await using var target = await ServerTargets.MariaDbAsync(mariaDb, "SELECT 1");
        await ReadAndWriteAsync(target, MariaDbScript);
    }

    private static async Task ReadAndWriteAsync(ServerTarget target, string[] script)
    {
        foreach (var statement in script)
            target.Run(statement);
        await using var connector = target.Connect(Types);
        var note = string.Concat(Enumerable.Repeat("Zoë, ", 4000));

        var added = await connector.ApplyAsync([Add("User", null, ("id", "a"), ("name", "Ann"), ("note", note), ("export_password", "t1meMa$heen"))], CancellationToken.None);
        added.Single().Error.ShouldBeNull(added.Single().Error?.Message);
        added.Single().Object!.Attributes["note"].ShouldBe(note);
        added.Single().Object!.Attributes.Keys.ShouldNotContain("export_password");
        target.Run("SELECT secret FROM staff WHERE id = 'a'").ShouldBe(target.Run("SELECT md5('t1meMa$heen')"));

        var updated = await connector.ApplyAsync([Update("User", "a", ("name", "Anna"))], CancellationToken.None);
        updated.Single().Object!.Attributes["name"].ShouldBe("Anna");
        updated.Single().Object!.Attributes["note"].ShouldBe(note, "a value that does not change is handed on as it is");
        target.Run("SELECT secret FROM staff WHERE id = 'a'").ShouldBe(target.Run("SELECT md5('t1meMa$heen')"));

        for (var i = 0; i < 7; i++)
            (await connector.ApplyAsync([Add("User", null, ("id", $"k{i}"), ("name", $"N{i}"))], CancellationToken.None)).Single().Error.ShouldBeNull();
        foreach (var pageSize in new[] { 1, 3, 8, 100 })
            (await connector.ImportAsync(pageSize)).Select(found => found.Anchor.ToString()).ShouldBe(["a", "k0", "k1", "k2", "k3", "k4", "k5", "k6"]);

        (await connector.ApplyAsync([Delete("User", "a")], CancellationToken.None)).Single().Error.ShouldBeNull();
        Convert.ToInt64(target.Run("SELECT count(*) FROM staff WHERE id = 'a'"), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(0);
        target.Run("SELECT entry FROM audit").ShouldBe("left");
    }
}
