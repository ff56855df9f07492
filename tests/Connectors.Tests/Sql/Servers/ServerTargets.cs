using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using Sutler.Odbc;
using Sutler.Testing.Servers;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>Makes empty places with the contract's table on each kind of server. What is not installed skips the test, with the reason.</summary>
internal static class ServerTargets
{
    public const string PostgresTable = """
        CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
        CREATE TABLE "Users" (
            "Login" public.citext PRIMARY KEY, "Name" text NOT NULL, "Mail" varchar(200) UNIQUE, "Title" text, "Active" boolean, "Level" bigint,
            "Salary" numeric(12,2), "HiredAt" timestamptz, "Photo" bytea, "Manager" public.citext, "Stamp" uuid NOT NULL DEFAULT gen_random_uuid())
        """;

    private const string MariaDbTable = """
        CREATE TABLE Users (
            Login varchar(191) PRIMARY KEY, Name varchar(200) NOT NULL, Mail varchar(200) UNIQUE, Title mediumtext, Active boolean, Level bigint,
            Salary decimal(12,2), HiredAt datetime(6), Photo longblob, Manager varchar(191), Stamp varchar(36) NOT NULL DEFAULT (uuid()))
        """;

    private const string SqliteTable = """
        CREATE TABLE "Users" (
            Login TEXT NOT NULL PRIMARY KEY COLLATE NOCASE, Name TEXT NOT NULL, Mail TEXT UNIQUE, Title TEXT, Active BOOLEAN, Level INTEGER,
            Salary DECIMAL(12,2), HiredAt DATETIME, Photo BLOB, Manager TEXT COLLATE NOCASE, Stamp TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))));
        """;

    public static async Task<ServerTarget> PostgresAsync(PostgresServer server, string script = PostgresTable) =>
        await PostgresAsync(server, schema => Settings("postgres", $"{server.NpgsqlConnectionString};Search Path={schema},public"), script);

    public static async Task<ServerTarget> PostgresOdbcAsync(PostgresServer server, string script = PostgresTable)
    {
        NeedDriver("PostgreSQL Unicode");
        return await PostgresAsync(
            server, schema => Settings("odbc", $"{server.OdbcConnectionString};ConnSettings={{SET search_path = {schema}, public}}"), script);
    }

    public static async Task<ServerTarget> PostgresAsync(PostgresServer server, Func<string, JsonObject> settings, string script = PostgresTable)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await server.StartAsync();
        var schema = $"s{Guid.NewGuid():N}";
        var admin = new NpgsqlConnection($"{server.NpgsqlConnectionString};Pooling=false;Search Path={schema},public");
        await admin.OpenAsync();
        // Two tests at once must not both make the extension.
        await using (var make = new NpgsqlCommand($"SELECT pg_advisory_lock(1); CREATE SCHEMA {schema}; {script}; SELECT pg_advisory_unlock(1)", admin))
            await make.ExecuteNonQueryAsync();
        return new ServerTarget(admin, settings(schema), target =>
        {
            target.TryRun($"DROP SCHEMA {schema} CASCADE");
        });
    }

    public static async Task<ServerTarget> MariaDbAsync(MariaDbServer server, string script = MariaDbTable)
    {
        NeedDriver("MariaDB Unicode");
        Assert.SkipWhen(MariaDbServer.Missing is not null, MariaDbServer.Missing ?? "");
        await server.StartAsync();
        var database = $"d{Guid.NewGuid():N}";
        using (var make = new OdbcConnection(server.OdbcConnectionString))
        {
            make.Open();
            using var command = make.CreateCommand();
            command.CommandText = $"CREATE DATABASE {database}";
            command.ExecuteNonQuery();
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{server.OdbcConnectionString};Database={database}");
        var admin = new OdbcConnection(text);
        admin.Open();
        var target = new ServerTarget(admin, Settings("odbc", text), made =>
        {
            made.TryRun($"DROP DATABASE {database}");
        });
        foreach (var statement in script.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            target.Run(statement);
        return target;
    }

    public static ServerTarget SqliteOdbc(string script = SqliteTable)
    {
        NeedDriver("SQLite3");
        var folder = Directory.CreateTempSubdirectory("sutler-sql-");
        var text = $"Driver=SQLite3;Database={Path.Combine(folder.FullName, "target.db")}";
        var admin = new OdbcConnection(text);
        admin.Open();
        var target = new ServerTarget(admin, Settings("odbc", text), made =>
        {
            made.Admin.Close();
            folder.Delete(recursive: true);
        });
        target.Run(script);
        return target;
    }

    public static JsonObject Settings(string provider, string connectionString, string objectTypes = ServerTarget.UserType) => new()
    {
        ["provider"] = provider,
        ["connectionString"] = connectionString,
        ["commandTimeout"] = 3,
        ["objectTypes"] = JsonNode.Parse(objectTypes),
    };

    public static void NeedDriver(string driver)
    {
        IReadOnlyList<string> installed = [];
        try
        {
            installed = OdbcDataSources.Drivers();
        }
        catch (OdbcException e)
        {
            Assert.Skip(e.Message);
        }

        Assert.SkipUnless(installed.Contains(driver), $"The ODBC driver '{driver}' is not installed.");
    }
}
