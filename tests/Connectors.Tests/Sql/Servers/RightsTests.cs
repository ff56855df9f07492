using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Odbc;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>Tables of a sound schema on which the account of the connection may do only a part of what it needs (H/SQL-5).</summary>
public sealed class RightsTests(PostgresServer postgres, MariaDbServer mariaDb)
{
    private const string Types = """
        [{ "name": "User", "table": "people", "children": [{ "attribute": "phones", "table": "phones", "join": "people.id=phones.person", "column": "number" }] }]
        """;

    private const string Tables = """
        CREATE TABLE people (id varchar(50) NOT NULL PRIMARY KEY, name varchar(50) NOT NULL, made int NOT NULL);
        CREATE TABLE phones (person varchar(50) NOT NULL, number varchar(50) NOT NULL, PRIMARY KEY (person, number))
        """;

    [Theory]
    [InlineData("GRANT SELECT ON people, phones", "'people' (insert, update, delete); 'phones' (insert, delete)")]
    [InlineData("GRANT INSERT, UPDATE, DELETE ON people, phones", "'people' (select); 'phones' (select)")]
    [InlineData("GRANT SELECT, INSERT, UPDATE, DELETE ON people, phones", null)]
    [InlineData("GRANT SELECT, INSERT, DELETE, UPDATE(name, made) ON people; GRANT SELECT, INSERT, DELETE ON phones", null)]
    [InlineData("GRANT SELECT, INSERT, DELETE, UPDATE(name) ON people; GRANT SELECT, INSERT, DELETE ON phones", "'people' (update)")]
    public async Task Test_names_the_rights_that_are_missing_on_PostgreSQL(string grants, string? missing)
    {
        await using var target = await ServerTargets.PostgresAsync(postgres, Tables);
        var role = $"r{Guid.NewGuid():N}";
        var grant = string.Join(';', grants.Split(';').Select(one => $"{one} TO {role}"));
        target.Run($"CREATE ROLE {role} LOGIN; {grant}; DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA ' || current_schema() || ' TO {role}'; END $$");
        try
        {
            var settings = target.SettingsOf(Types);
            settings["user"] = role;
            await CheckAsync(settings, missing);
            target.Run("SELECT COUNT(*) FROM people").ShouldBe(0L);
        }
        finally
        {
            target.Run($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Theory]
    [InlineData("SELECT", "'people' (insert, update, delete); 'phones' (insert, delete)")]
    [InlineData("SELECT, INSERT, UPDATE", "'people' (delete); 'phones' (delete)")]
    [InlineData("SELECT, INSERT, UPDATE, DELETE", null)]
    public async Task Test_names_the_rights_that_are_missing_on_MariaDB(string rights, string? missing)
    {
        await using var target = await ServerTargets.MariaDbAsync(mariaDb, Tables);
        var user = $"u{Guid.NewGuid():N}"[..20];
        var database = ((OdbcConnection)target.Admin).Database;
        target.Run($"CREATE USER '{user}'@'%'");
        target.Run($"GRANT {rights} ON {database}.* TO '{user}'@'%'");
        try
        {
            var settings = target.SettingsOf(Types);
            settings["user"] = user;
            await CheckAsync(settings, missing);
        }
        finally
        {
            target.Run($"DROP USER '{user}'@'%'");
        }
    }

    private static async Task CheckAsync(JsonObject settings, string? missing)
    {
        await using var connector = ServerTarget.Connect(settings);
        var error = await connector.TestAsync(TestContext.Current.CancellationToken);
        if (missing is null)
            error.ShouldBeNull();
        else
            error.ShouldNotBeNull().ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(ConnectorErrorKind.Denied), e => e.Message.ShouldContain($"lacks rights: {missing}. Grant"));
    }
}
