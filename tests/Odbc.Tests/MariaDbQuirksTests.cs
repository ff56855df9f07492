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

    [Fact]
    public async Task Text_of_a_short_column_comes_back_whole()
    {
        using var connection = await Drivers.MariaDbAsync(server);
        connection.Open();
        var database = $"q{Guid.NewGuid():N}";
        Run(connection, $"CREATE DATABASE {database}");
        Run(connection, $"USE {database}");
        Run(connection, "CREATE TABLE t (a varchar(191), b mediumtext)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (a, b) VALUES (@a, @a)";
        insert.Parameters.Add("@a", "");
        List<string> texts = [];
        foreach (var letter in new[] { "å", "a", "€", "😀" })
        {
            for (var length = 0; length < 40; length++)
            {
                texts.Add(string.Concat(Enumerable.Repeat(letter, length)));
                texts.Add(string.Concat(Enumerable.Repeat(letter, length)) + "d");
            }
        }

        texts.Add("kZoë Łukasz Ødegård");
        foreach (var text in texts)
        {
            Run(connection, "DELETE FROM t");
            insert.Parameters[0].Value = text;
            insert.ExecuteNonQuery();
            using var read = connection.CreateCommand();
            read.CommandText = "SELECT a, b, HEX(a) FROM t WHERE 1 = @p";
            read.Parameters.Add("@p", 1L);
            using var reader = read.ExecuteReader();
            reader.Read().ShouldBeTrue();
            reader.GetString(2).ShouldBe(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text)));
            reader.GetString(1).ShouldBe(text, text);
            reader.GetString(0).ShouldBe(text, text);
        }
    }

    private static void Run(OdbcConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
