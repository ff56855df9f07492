using Sutler.Testing.Servers;

namespace Sutler.Odbc.Tests;

public sealed class MariaDbQuirksTests(MariaDbServer server)
{
    [Fact]
    public async Task An_insert_that_answers_with_its_row_may_fail_and_be_run_again()
    {
        using var connection = await Drivers.MariaDbAsync(server);
        connection.Open();
        var database = $"q{Guid.NewGuid():N}";
        Run(connection, $"CREATE DATABASE {database}");
        Run(connection, $"USE {database}");
        Run(connection, "CREATE TABLE t (a varchar(20) PRIMARY KEY, b varchar(20) NOT NULL)");
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (a, b) VALUES (@a, @b) RETURNING a, b";
        insert.Parameters.Add("@a", "1");
        insert.Parameters.Add("@b", "x");
        insert.ExecuteScalar().ShouldBe("1");
        Should.Throw<OdbcException>(() => insert.ExecuteScalar()).NativeError.ShouldBe(1062);
        insert.Parameters[0].Value = "2";
        insert.ExecuteScalar().ShouldBe("2");
        insert.Parameters[1].Value = DBNull.Value;
        insert.Parameters[0].Value = "3";
        Should.Throw<OdbcException>(() => insert.ExecuteScalar()).NativeError.ShouldBe(1048);
        insert.Parameters[1].Value = "y";
        insert.ExecuteScalar().ShouldBe("3");
        transaction.Commit();
    }

    private static void Run(OdbcConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
