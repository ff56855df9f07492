using System.Data;
using System.Data.Common;
using System.Diagnostics;

namespace Sutler.Odbc.Tests;

/// <summary>The cases that the provider passes on every driver: same cases, same results.</summary>
public abstract partial class ProviderCases : IAsyncLifetime
{
    private OdbcConnection? _connection;

    /// <summary>Product's name as the driver tells it.</summary>
    protected abstract string Product { get; }

    /// <summary>Declarations of columns id, t, b, n, f, i, y, d, s for text, bytes, decimal, double, integer, boolean, date, timestamp.</summary>
    protected abstract string Columns { get; }

    /// <summary>A query that runs for a long time.</summary>
    protected abstract string Slow { get; }

    protected OdbcConnection Connection => _connection!;

    protected abstract Task<OdbcConnection> ConnectAsync();

    public async ValueTask InitializeAsync()
    {
        _connection = await ConnectAsync();
        _connection.Open();
        Prepare();
        Run($"CREATE TABLE kinds ({Columns})");
    }

    public ValueTask DisposeAsync()
    {
        CleanUp();
        _connection?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Tells_product_and_version()
    {
        Connection.Product.ShouldBe(Product);
        Connection.ServerVersion.ShouldNotBeEmpty();
        Connection.State.ShouldBe(ConnectionState.Open);
    }

    [Fact]
    public void A_prepared_statement_takes_values_of_changing_kind_and_length()
    {
        using var insert = Connection.CreateCommand();
        insert.CommandText = "INSERT INTO kinds (id, t, i) VALUES (@id, @t, @i)";
        insert.Parameters.Add("@id", null);
        insert.Parameters.Add("@t", null);
        insert.Parameters.Add("@i", null);
        object?[] texts = ["a", null, new string('x', 5000), "b", DBNull.Value, new string('y', 20_000), ""];
        for (var index = 0; index < texts.Length; index++)
        {
            insert.Parameters[0].Value = (long)index;
            insert.Parameters[1].Value = texts[index];
            insert.Parameters[2].Value = index % 2 == 0 ? null : (long)index;
            insert.ExecuteNonQuery().ShouldBe(1);
        }

        using var read = Connection.CreateCommand();
        read.CommandText = "SELECT id, t, i FROM kinds ORDER BY id";
        using var reader = read.ExecuteReader();
        for (var index = 0; index < texts.Length; index++)
        {
            reader.Read().ShouldBeTrue();
            reader.GetValue(2).ShouldBe(index % 2 == 0 ? DBNull.Value : (long)index);
            reader.GetValue(1).ShouldBe(texts[index] ?? DBNull.Value);
            reader.GetInt32(0).ShouldBe(index);
        }

        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void A_parameter_may_stand_twice_and_literals_are_left_alone()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "INSERT INTO kinds (id, i, t) VALUES (@n, @n, '@n''@n') -- @n";
        command.Parameters.Add("@n", 7L);
        command.ExecuteNonQuery();
        Scalar("SELECT i FROM kinds WHERE id = 7").ShouldBe(7L);
        Scalar("SELECT t FROM kinds WHERE id = 7").ShouldBe("@n'@n");
    }

    [Fact]
    public void A_committed_transaction_stays_and_another_goes()
    {
        using (var transaction = Connection.BeginTransaction())
        {
            Run("INSERT INTO kinds (id) VALUES (1)");
            transaction.Commit();
        }

        using (Connection.BeginTransaction())
            Run("INSERT INTO kinds (id) VALUES (2)");
        Run("INSERT INTO kinds (id) VALUES (3)");
        Ids().ShouldBe([1, 3]);
    }

    [Fact]
    public void A_savepoint_takes_back_what_came_after_it()
    {
        using var transaction = Connection.BeginTransaction();
        Run("INSERT INTO kinds (id) VALUES (1)");
        transaction.Save("here");
        Run("INSERT INTO kinds (id) VALUES (2)");
        Should.Throw<OdbcException>(() => Run("INSERT INTO kinds (id) VALUES (1)"));
        transaction.Rollback("here");
        Run("INSERT INTO kinds (id) VALUES (3)");
        transaction.Commit();
        Ids().ShouldBe([1, 3]);
    }

    [Fact]
    public void A_broken_rule_has_a_state_and_leaves_the_connection_usable()
    {
        Run("INSERT INTO kinds (id) VALUES (1)");
        var failure = Should.Throw<OdbcException>(() => Run("INSERT INTO kinds (id) VALUES (1)"));
        IsUniqueFailure(failure).ShouldBeTrue(failure.Message);
        failure.IsConnectionLost.ShouldBeFalse();
        Should.Throw<OdbcException>(() => Run("SELEC nonsense"));
        Ids().ShouldBe([1]);
    }

    [Fact]
    public void Rows_changed_are_counted()
    {
        Run("INSERT INTO kinds (id, i) VALUES (1, 1)").ShouldBe(1);
        Run("INSERT INTO kinds (id, i) VALUES (2, 1)").ShouldBe(1);
        Run("UPDATE kinds SET i = 5 WHERE i = 1").ShouldBe(2);
        Run("DELETE FROM kinds WHERE id = 99").ShouldBe(0);
    }

    [Fact]
    public async Task A_running_statement_can_be_cancelled_from_another_thread()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = Slow;
        command.CommandTimeout = 60;
        var watch = Stopwatch.StartNew();
        var run = Task.Run(() => Drain(command));
        using var stop = new CancellationTokenSource();
        var canceller = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                command.Cancel();
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        });
        await Should.ThrowAsync<OdbcException>(run.WaitAsync(TimeSpan.FromSeconds(30)));
        await stop.CancelAsync();
        await canceller;
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        Run("INSERT INTO kinds (id) VALUES (1)").ShouldBe(1);
    }

    [Fact]
    public void A_statement_that_takes_too_long_is_ended_and_says_so()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = Slow;
        command.CommandTimeout = 1;
        var watch = Stopwatch.StartNew();
        var failure = Should.Throw<OdbcException>(() => Drain(command));
        failure.SqlState.ShouldBe("HYT00");
        failure.Message.ShouldContain("command timeout");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        Run("INSERT INTO kinds (id) VALUES (1)").ShouldBe(1);
    }

    [Fact]
    public void Getters_agree_in_any_order()
    {
        Run("INSERT INTO kinds (id, t, i, n) VALUES (1, '42', 42, 42.50)");
        using var command = Connection.CreateCommand();
        command.CommandText = "SELECT id, t, i, n FROM kinds";
        using var reader = command.ExecuteReader();
        reader.HasRows.ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.GetDecimal(3).ShouldBe(42.5m);
        reader.GetInt16(2).ShouldBe((short)42);
        reader.GetInt32(2).ShouldBe(42);
        reader.GetDouble(2).ShouldBe(42d);
        reader.GetString(1).ShouldBe("42");
        reader["T"].ShouldBe("42");
        reader.GetInt64(reader.GetOrdinal("id")).ShouldBe(1);
        var characters = new char[1];
        reader.GetChars(1, 1, characters, 0, 1).ShouldBe(1);
        characters[0].ShouldBe('2');
        reader.GetSchemaTable().Rows.Count.ShouldBe(4);
        reader.Read().ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => reader.GetValue(0));
    }

    [Fact]
    public void The_catalog_tells_tables_columns_and_keys()
    {
        var catalog = Connection.Catalog;
        catalog.Tables().Select(table => table.Name).ShouldContain("kinds");
        var columns = catalog.Columns(null, "kinds");
        columns.Select(column => column.Name).ShouldBe(["id", "t", "b", "n", "f", "i", "y", "d", "s"]);
        columns[0].Nullable.ShouldBeFalse();
        columns[1].Nullable.ShouldBeTrue();
        catalog.PrimaryKey(null, "kinds").ShouldBe(["id"]);
        Run("CREATE UNIQUE INDEX kinds_i_d ON kinds (i, d)");
        catalog.UniqueIndexes(null, "kinds").ShouldContain(index => index.SequenceEqual(new[] { "i", "d" }));
        catalog.Columns(null, "nothing").ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_connections_leave_nothing_open()
    {
        for (var index = 0; index < 20; index++)
            await OpenAndReadAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = OpenFiles();
        for (var index = 0; index < 100; index++)
            await OpenAndReadAsync();
        OpenFiles().ShouldBeLessThanOrEqualTo(before + 5);
    }

    [Fact]
    public async Task What_is_forgotten_is_let_go_in_the_right_order()
    {
        for (var index = 0; index < 50; index++)
            await ForgetAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Ids().ShouldBeEmpty();
    }

    protected abstract bool IsUniqueFailure(OdbcException failure);

    /// <summary>Makes the connection's place empty.</summary>
    protected virtual void Prepare()
    {
    }

    protected virtual void CleanUp()
    {
    }

    protected int Run(string text)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteNonQuery();
    }

    protected object? Scalar(string text)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    protected object? RoundTrip(string column, object value, Func<DbDataReader, object>? read = null)
    {
        Run("DELETE FROM kinds");
        using var insert = Connection.CreateCommand();
        insert.CommandText = $"INSERT INTO kinds (id, {column}) VALUES (@id, @value)";
        insert.Parameters.Add("@id", 1L);
        insert.Parameters.Add("@value", value);
        insert.ExecuteNonQuery().ShouldBe(1);
        using var select = Connection.CreateCommand();
        select.CommandText = $"SELECT {column} FROM kinds WHERE {(column is "b" or "f" or "s" or "d" || value is string { Length: > 4000 } ? "id = @id" : $"{column} = @value")}";
        select.Parameters.Add("@id", 1L);
        select.Parameters.Add("@value", value);
        if (select.CommandText.Contains("@id", StringComparison.Ordinal))
            select.Parameters.RemoveAt("@value");
        else
            select.Parameters.RemoveAt("@id");
        using var reader = select.ExecuteReader();
        reader.Read().ShouldBeTrue("the row was not found");
        return read is null ? reader.GetValue(0) : read(reader);
    }

    protected virtual object Day(DbDataReader reader) => reader.GetFieldValue<DateOnly>(0);

    protected virtual object Moment(DbDataReader reader) => reader.GetDateTime(0);

    private static void Drain(OdbcCommand command)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
            continue;
    }

    private List<long> Ids()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "SELECT id FROM kinds ORDER BY id";
        using var reader = command.ExecuteReader();
        List<long> ids = [];
        while (reader.Read())
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private async Task OpenAndReadAsync()
    {
        using var connection = await ConnectAsync();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT @a";
        command.Parameters.Add("@a", "x");
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
    }

    private async Task ForgetAsync()
    {
        var connection = await ConnectAsync();
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        command.ExecuteReader().Read().ShouldBeTrue();
    }

    private static int OpenFiles() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
