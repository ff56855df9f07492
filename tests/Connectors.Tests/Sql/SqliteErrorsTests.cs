using Microsoft.Data.Sqlite;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Connectors.Sql.Sqlite;
using Sutler.Storage.Secrets;

namespace Sutler.Connectors.Tests.Sql;

public sealed class SqliteErrorsTests
{
    private const string Script = """
        CREATE TABLE Dept (Code TEXT PRIMARY KEY);
        CREATE TABLE T (Id TEXT PRIMARY KEY, A TEXT NOT NULL DEFAULT 'a', AA TEXT UNIQUE, N INTEGER CHECK (N > 0),
            D TEXT REFERENCES Dept, Later TEXT REFERENCES Dept DEFERRABLE INITIALLY DEFERRED, Banned TEXT);
        CREATE UNIQUE INDEX Pair ON T (A, N);
        CREATE TABLE S (Id TEXT PRIMARY KEY, N INTEGER) STRICT;
        CREATE TRIGGER Ban BEFORE INSERT ON T WHEN NEW.Banned IS NOT NULL BEGIN SELECT RAISE(ABORT, 'not allowed'); END;
        CREATE TABLE I (Id TEXT PRIMARY KEY ON CONFLICT IGNORE);
        CREATE TABLE R (Id TEXT PRIMARY KEY, V TEXT UNIQUE ON CONFLICT ROLLBACK);
        INSERT INTO T (Id, AA, A, N) VALUES ('x', 'taken', 'p', 7); INSERT INTO I VALUES ('x'); INSERT INTO R VALUES ('x', 'taken');
        """;

    private const string Types = """
        [{ "name": "T", "table": "T" }, { "name": "S", "table": "S", "attributes": [{ "name": "N", "type": "string" }] },
         { "name": "I", "table": "I" }, { "name": "R", "table": "R" }]
        """;

    public static TheoryData<string, string, object, ConnectorErrorKind, string?> Refusals => new()
    {
        { "T", "Id", "x", ConnectorErrorKind.Conflict, "Id" },
        { "T", "AA", "taken", ConnectorErrorKind.Conflict, "AA" },
        { "T", "N", 0L, ConnectorErrorKind.Invalid, null },
        { "T", "D", "nowhere", ConnectorErrorKind.Invalid, null },
        { "T", "Later", "nowhere", ConnectorErrorKind.Invalid, null },
        { "T", "Banned", "b", ConnectorErrorKind.Invalid, null },
        { "S", "N", "no number", ConnectorErrorKind.Invalid, "N" },
        { "I", "Id", "x", ConnectorErrorKind.Conflict, null },
        { "R", "V", "taken", ConnectorErrorKind.Conflict, "V" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refused_change_has_its_kind_and_the_batch_around_it_is_kept(
        string type, string attribute, object value, ConnectorErrorKind kind, string? expectedAttribute)
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        var results = await connector.ApplyAsync([Add(type, "before"), Add(type, "refused", (attribute, value)), Add(type, "after")], CancellationToken.None);

        var error = results[1].Error.ShouldNotBeNull();
        error.Kind.ShouldBe(kind, error.Message);
        error.Attribute.ShouldBe(expectedAttribute);
        error.MayHaveRun.ShouldBeFalse();
        if (value is string text)
            error.Message.ShouldNotContain($"'{text}'", Case.Sensitive);
        results[0].Error.ShouldBeNull();
        results[2].Error.ShouldBeNull();
        file.Run($"SELECT count(*) FROM {type} WHERE Id IN ('before', 'after', 'refused')").ShouldBe(2L);
    }

    [Fact]
    public async Task A_lock_of_another_program_is_busy_and_nothing_ran()
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        using (var other = file.Open())
        {
            using var transaction = other.BeginTransaction();
            var error = (await connector.ApplyAsync([Add("T", "a"), Add("T", "b")], CancellationToken.None)).Select(result => result.Error!).ToList();
            error.ShouldAllBe(one => one.Kind == ConnectorErrorKind.Busy && one.IsRetryable && !one.MayHaveRun);
        }

        (await connector.ApplyAsync([Add("T", "a")], CancellationToken.None)).Single().Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_reader_that_blocks_the_commit_makes_it_busy_and_undone()
    {
        using var file = new SqliteFile(Script);
        await using var connector = file.Connect(Types);
        using (var other = file.Open())
        {
            using var transaction = other.BeginTransaction(deferred: true);
            using var command = other.CreateCommand();
            command.CommandText = "SELECT * FROM T";
            using var reader = command.ExecuteReader();
            reader.Read().ShouldBeTrue();
            (await connector.ApplyAsync([Add("T", "a")], CancellationToken.None)).Single().Error!.ShouldSatisfyAllConditions(
                error => error.Kind.ShouldBe(ConnectorErrorKind.Busy), error => error.MayHaveRun.ShouldBeFalse());
        }

        file.Run("SELECT count(*) FROM T WHERE Id = 'a'").ShouldBe(0L);
        (await connector.ApplyAsync([Add("T", "a")], CancellationToken.None)).Single().Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_missing_file_is_unreachable_and_is_not_created()
    {
        using var file = new SqliteFile(Script);
        var settings = SqliteFile.Settings(Types);
        settings["dataSource"] = "nowhere.db";
        await using var connector = file.Connect(settings);

        (await connector.TestAsync(CancellationToken.None))!.Kind.ShouldBe(ConnectorErrorKind.Unreachable);
        (await connector.ApplyAsync([Add("T", "a")], CancellationToken.None)).Single().Error!.Kind.ShouldBe(ConnectorErrorKind.Unreachable);
        File.Exists(Path.Combine(file.FolderPath, "nowhere.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_unsupported()
    {
        using var file = new SqliteFile(Script);
        await File.WriteAllTextAsync(Path.Combine(file.FolderPath, "text.db"), new string('x', 5000));
        var settings = SqliteFile.Settings(Types);
        settings["dataSource"] = "text.db";
        await using var connector = file.Connect(settings);
        (await connector.TestAsync(CancellationToken.None))!.Kind.ShouldBe(ConnectorErrorKind.Unsupported);
    }

    [Fact]
    public async Task A_password_that_cannot_be_read_or_used_is_told()
    {
        using var file = new SqliteFile(Script);
        var settings = SqliteFile.Settings(Types);
        settings["password"] = "env:SUTLER_TEST_PASSWORD";
        await using (var connector = file.Connect(settings))
            (await connector.TestAsync(CancellationToken.None))!.Kind.ShouldBe(ConnectorErrorKind.Unsupported);

        var context = new ConnectorContext("test", file.FolderPath, reference => new SecretReference(reference).Resolve(file.FolderPath), TimeProvider.System);
        await using var unset = new SqlConnectorFactory().Create(settings, context);
        var error = (await unset.TestAsync(CancellationToken.None))!;
        error.Kind.ShouldBe(ConnectorErrorKind.Denied);
        error.Message.ShouldContain("SUTLER_TEST_PASSWORD is not set");
    }

    [Fact]
    public async Task The_modes_of_the_database_are_left_alone()
    {
        using var file = new SqliteFile(Script);
        await using (var connector = file.Connect(Types))
            await connector.ApplyAsync([Add("T", "a")], CancellationToken.None);
        file.Run("PRAGMA journal_mode").ShouldBe("delete");
    }

    [Fact]
    public async Task A_table_dropped_behind_our_back_is_an_error_and_heals_when_it_is_back()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY)");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        (await connector.ApplyAsync([Add("T", "a")], CancellationToken.None)).Single().Error.ShouldBeNull();
        file.Run("DROP TABLE T");
        (await connector.ApplyAsync([Add("T", "b")], CancellationToken.None)).Single().Error!.Kind.ShouldBe(ConnectorErrorKind.Internal);
        file.Run("CREATE TABLE T (Id TEXT PRIMARY KEY)");
        (await connector.ApplyAsync([Add("T", "b")], CancellationToken.None)).Single().Error.ShouldBeNull();
    }

    [Theory]
    [InlineData(3, 3, ConnectorErrorKind.Denied)]
    [InlineData(5, 5, ConnectorErrorKind.Busy)]
    [InlineData(5, 517, ConnectorErrorKind.Busy)]
    [InlineData(6, 6, ConnectorErrorKind.Busy)]
    [InlineData(7, 7, ConnectorErrorKind.Internal)]
    [InlineData(8, 8, ConnectorErrorKind.Denied)]
    [InlineData(8, 1032, ConnectorErrorKind.Unreachable)]
    [InlineData(9, 9, ConnectorErrorKind.Timeout)]
    [InlineData(10, 266, ConnectorErrorKind.Internal)]
    [InlineData(11, 11, ConnectorErrorKind.Internal)]
    [InlineData(13, 13, ConnectorErrorKind.Internal)]
    [InlineData(14, 14, ConnectorErrorKind.Unreachable)]
    [InlineData(18, 18, ConnectorErrorKind.Invalid)]
    [InlineData(19, 275, ConnectorErrorKind.Invalid)]
    [InlineData(19, 787, ConnectorErrorKind.Invalid)]
    [InlineData(19, 1299, ConnectorErrorKind.Invalid)]
    [InlineData(19, 1555, ConnectorErrorKind.Conflict)]
    [InlineData(19, 1811, ConnectorErrorKind.Invalid)]
    [InlineData(19, 2067, ConnectorErrorKind.Conflict)]
    [InlineData(19, 2579, ConnectorErrorKind.Conflict)]
    [InlineData(19, 3091, ConnectorErrorKind.Invalid)]
    [InlineData(20, 20, ConnectorErrorKind.Invalid)]
    [InlineData(23, 23, ConnectorErrorKind.Denied)]
    [InlineData(26, 26, ConnectorErrorKind.Unsupported)]
    [InlineData(1, 1, ConnectorErrorKind.Internal)]
    [InlineData(99, 99, ConnectorErrorKind.Internal)]
    public void Every_code_has_its_kind_and_a_remedy(int code, int extended, ConnectorErrorKind expected)
    {
        var error = SqliteErrors.Describe(new SqliteException("the target's words", code, extended), null);
        error.Kind.ShouldBe(expected);
        error.Message.ShouldStartWith("Database: ");
        error.Message.ShouldEndWith(".");
        error.Message.ShouldNotContain("words of");
        error.TargetMessage.ShouldBe("the target's words");
    }

    private static ObjectChange Add(string type, string id, params (string Name, object? Value)[] values) => new(
        ChangeKind.Add,
        type,
        null,
        values.Prepend(("Id", id)).DistinctBy(value => value.Item1).ToDictionary(
            value => value.Item1,
            value => new AttributeChange(AttributeChangeKind.Replace, values.FirstOrDefault(given => given.Name == value.Item1).Value ?? value.Item2)));
}
