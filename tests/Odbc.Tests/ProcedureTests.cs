using System.Data;
using Sutler.Testing.Servers;

namespace Sutler.Odbc.Tests;

/// <summary>Stored procedures with input, output and both.</summary>
public sealed class ProcedureTests(PostgresServer postgres, MariaDbServer mariaDb)
{
    [Fact]
    public async Task A_procedure_of_mariadb_gives_its_outputs()
    {
        using var connection = await Drivers.MariaDbAsync(mariaDb);
        connection.Open();
        var database = $"p{Guid.NewGuid():N}";
        Run(connection, $"CREATE DATABASE {database}");
        Run(connection, $"USE {database}");
        Run(connection, "CREATE PROCEDURE p(IN a BIGINT, OUT b BIGINT, INOUT c VARCHAR(50), OUT d VARCHAR(10)) BEGIN SET b = a * 2; SET c = CONCAT(c, '!'); SET d = NULL; END");
        Show(connection, CommandType.Text, "{call p(?, ?, ?, ?)}");
        Show(connection, CommandType.StoredProcedure, "p");
    }

    [Fact]
    public async Task A_procedure_of_postgresql_answers_with_a_row()
    {
        using var connection = await Drivers.PostgresAsync(postgres);
        connection.Open();
        var schema = $"p{Guid.NewGuid():N}";
        Run(connection, $"CREATE SCHEMA {schema}");
        Run(connection, $"SET search_path = {schema}");
        Run(connection, "CREATE PROCEDURE p(a bigint, INOUT c text) LANGUAGE plpgsql AS $$ BEGIN c := c || a || '?'; END $$");
        using var command = connection.CreateCommand();
        command.CommandText = "CALL p(@a, @c)";
        command.Parameters.Add("@a", 21L);
        command.Parameters.Add("@c", "x");
        command.ExecuteScalar().ShouldBe("x21?");
    }

    [Fact]
    public async Task Several_results_come_one_after_the_other()
    {
        using var connection = await Drivers.MariaDbAsync(mariaDb);
        connection.Open();
        var database = $"p{Guid.NewGuid():N}";
        Run(connection, $"CREATE DATABASE {database}");
        Run(connection, $"USE {database}");
        Run(connection, "CREATE PROCEDURE two() BEGIN SELECT 1 AS a; SELECT 'x' AS b, 2 AS c; END");
        using var command = connection.CreateCommand();
        command.CommandText = "{call two()}";
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        reader.GetInt32(0).ShouldBe(1);
        reader.NextResult().ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.GetString(reader.GetOrdinal("b")).ShouldBe("x");
        reader.GetInt32(1).ShouldBe(2);
        while (reader.NextResult())
            reader.FieldCount.ShouldBe(0);
    }

    private static void Show(OdbcConnection connection, CommandType type, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandType = type;
        command.CommandText = text;
        command.Parameters.Add("a", 21L);
        command.Parameters.Add(new OdbcParameter("b", null) { Direction = ParameterDirection.Output, DbType = DbType.Int64 });
        command.Parameters.Add(new OdbcParameter("c", "né") { Direction = ParameterDirection.InputOutput, Size = 50 });
        command.Parameters.Add(new OdbcParameter("d", "?") { Direction = ParameterDirection.Output, DbType = DbType.String, Size = 10 });
        command.ExecuteNonQuery();
        command.Parameters[1].Value.ShouldBe(42L);
        command.Parameters[2].Value.ShouldBe("né!");
        // The driver (3.1) tells an output without a value as empty text.
        command.Parameters[3].Value.ShouldBeOneOf(DBNull.Value, "");
    }

    private static void Run(OdbcConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
