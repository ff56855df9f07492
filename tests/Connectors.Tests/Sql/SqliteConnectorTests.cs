using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Tests.Sql;

public sealed class SqliteConnectorTests
{
    [Fact]
    public async Task A_trigger_that_changes_the_row_shows_in_the_result()
    {
        using var file = new SqliteFile("""
            CREATE TABLE T (Id TEXT PRIMARY KEY, A TEXT, Stamp TEXT);
            CREATE TRIGGER AfterAdd AFTER INSERT ON T BEGIN UPDATE T SET Stamp = 'made ' || NEW.A WHERE Id = NEW.Id; END;
            CREATE TRIGGER AfterUpdate AFTER UPDATE OF A ON T BEGIN UPDATE T SET Stamp = 'changed ' || NEW.A WHERE Id = NEW.Id; END;
            """);
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var results = await connector.ApplyAsync([Change(ChangeKind.Add, "a", ("A", "1")), Change(ChangeKind.Update, "a", ("A", "2"))], CancellationToken.None);
        results.Select(result => result.Object!.Attributes["Stamp"]).ShouldBe(["made 1", "changed 2"]);
    }

    [Fact]
    public async Task A_row_that_a_trigger_removes_is_refused_and_undone()
    {
        using var file = new SqliteFile("""
            CREATE TABLE T (Id TEXT PRIMARY KEY, A TEXT); CREATE TABLE Log (Id TEXT);
            CREATE TRIGGER Gone AFTER INSERT ON T WHEN NEW.A = 'gone' BEGIN INSERT INTO Log VALUES (NEW.Id); DELETE FROM T WHERE Id = NEW.Id; END;
            """);
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var results = await connector.ApplyAsync([Change(ChangeKind.Add, "a"), Change(ChangeKind.Add, "b", ("A", "gone")), Change(ChangeKind.Add, "c")], CancellationToken.None);
        results.Select(result => result.Error?.Kind).ShouldBe([null, ConnectorErrorKind.Invalid, null]);
        file.Run("SELECT count(*) FROM Log").ShouldBe(0L);
        file.Run("SELECT count(*) FROM T").ShouldBe(2L);
    }

    [Fact]
    public async Task A_key_made_by_the_database_comes_back_as_anchor()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id INTEGER PRIMARY KEY, A TEXT)");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var added = new ObjectChange(ChangeKind.Add, "T", null, Values(("A", "x")));
        var results = await connector.ApplyAsync([added, added, Change(ChangeKind.Add, "41"), Change(ChangeKind.Delete, "x1")], CancellationToken.None);

        results.Take(3).Select(result => result.Object!.Anchor.Values[0]).ShouldBe(["1", "2", "41"]);
        results[0].Object!.Attributes["Id"].ShouldBe(1L);
        results[3].Error!.Kind.ShouldBe(ConnectorErrorKind.NotFound);
        (await connector.ApplyAsync([Change(ChangeKind.Update, "41", ("A", "y"))], CancellationToken.None)).Single().Object!.Attributes["A"].ShouldBe("y");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task A_key_of_several_columns_pages_and_finds(int pageSize)
    {
        using var file = new SqliteFile("CREATE TABLE T (A TEXT COLLATE NOCASE, B INTEGER, V TEXT, PRIMARY KEY (A, B)) WITHOUT ROWID");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T", "anchor": ["B", "A"] }]""");
        var anchors = Enumerable.Range(0, 30).Select(index => new Anchor($"{index % 7}", $"k{index % 5}")).Distinct().ToArray();
        await connector.ApplyAsync([.. anchors.Select(anchor => new ObjectChange(ChangeKind.Add, "T", anchor, Values()))], CancellationToken.None);

        var pages = await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, pageSize), CancellationToken.None).ToListAsync();
        pages.SelectMany(page => page.Objects).Select(found => found.Anchor).ShouldBe(anchors, ignoreOrder: true);
        var found = await ((IObjectFinder)connector).FindAsync(
            new ObjectQuery("T", null, [], [new Anchor("0", "K0"), new Anchor("1", "k1"), new Anchor("0"), new Anchor("x", "k0")]), CancellationToken.None);
        found.Select(one => one.Anchor).ShouldBe([new Anchor("0", "k0"), new Anchor("1", "k1")], ignoreOrder: true);
    }

    [Fact]
    public async Task Rows_without_a_key_are_no_objects_and_do_not_end_the_paging()
    {
        using var file = new SqliteFile("""
            CREATE TABLE T (A TEXT, B TEXT, PRIMARY KEY (A, B));
            INSERT INTO T VALUES ('a', NULL), (NULL, 'b'), ('', 'b'), ('c', 'd'), ('c', NULL), ('e', 'f'), (NULL, NULL);
            """);
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var pages = await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 1), CancellationToken.None).ToListAsync();
        pages.SelectMany(page => page.Objects).Select(found => found.Anchor.ToString()).ShouldBe(["c, d", "e, f"]);
    }

    [Fact]
    public async Task Import_reads_several_types_whose_names_contain_each_other()
    {
        using var file = new SqliteFile("""
            CREATE TABLE A (Id TEXT PRIMARY KEY); CREATE TABLE B (Id TEXT PRIMARY KEY); INSERT INTO A VALUES ('1'), ('2'); INSERT INTO B VALUES ('1');
            """);
        await using var connector = file.Connect("""[{ "name": "User", "table": "A" }, { "name": "UserGroup", "table": "B" }]""");
        var pages = await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 5), CancellationToken.None).ToListAsync();
        pages.SelectMany(page => page.Objects).Select(found => $"{found.ObjectType}:{found.Anchor}").ShouldBe(["User:1", "User:2", "UserGroup:1"]);
    }

    [Fact]
    public async Task A_cell_that_does_not_fit_its_type_is_named_and_a_change_to_its_row_is_undone()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY, Active BOOLEAN, A TEXT); INSERT INTO T VALUES ('x', 'perhaps', 'old')");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");

        var thrown = await Should.ThrowAsync<ConnectorException>(
            async () => await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 5), CancellationToken.None).ToListAsync());
        thrown.Message.ShouldContain("row 'x', column 'Active'");
        var results = await connector.ApplyAsync([Change(ChangeKind.Add, "y"), Change(ChangeKind.Update, "x", ("A", "new"))], CancellationToken.None);
        results.Select(result => result.Error?.Kind).ShouldBe([null, ConnectorErrorKind.Invalid]);
        file.Run("SELECT A FROM T WHERE Id = 'x'").ShouldBe("old");
        (await connector.ApplyAsync([Change(ChangeKind.Update, "x", ("Active", true))], CancellationToken.None)).Single().Object!.Attributes["Active"].ShouldBe(true);
    }

    [Theory]
    [InlineData("'2024-05-06 07:08:09'", "2024-05-06T07:08:09+00:00")]
    [InlineData("'2024-05-06T07:08:09.5Z'", "2024-05-06T07:08:09.5+00:00")]
    [InlineData("'2024-05-06T07:08:09+02:00'", "2024-05-06T05:08:09+00:00")]
    [InlineData("'2024-05-06'", "2024-05-06T00:00:00+00:00")]
    [InlineData("1714979289", "2024-05-06T07:08:09+00:00")]
    public async Task Dates_that_others_wrote_are_read_as_utc(string written, string expected)
    {
        using var file = new SqliteFile($"CREATE TABLE T (Id TEXT PRIMARY KEY, D DATETIME); INSERT INTO T VALUES ('x', {written})");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var pages = await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 5), CancellationToken.None).ToListAsync();
        pages[0].Objects[0].Attributes["D"].ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_date_format_of_the_settings_is_read_and_written()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY, D TEXT); INSERT INTO T VALUES ('x', '06.05.2024')");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T", "attributes": [{ "name": "D", "type": "dateTime", "format": "dd.MM.yyyy" }] }]""");
        var moment = new DateTimeOffset(2024, 5, 6, 0, 0, 0, TimeSpan.Zero);
        (await ((IObjectFinder)connector).FindAsync(new ObjectQuery("T", "D", [moment], []), CancellationToken.None)).Single().Attributes["D"].ShouldBe(moment);
    }

    [Fact]
    public async Task A_view_is_imported_and_not_written()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY, A TEXT); CREATE VIEW V AS SELECT Id, A FROM T; INSERT INTO T VALUES ('x', 'a')");
        await using var connector = file.Connect("""[{ "name": "T", "table": "V", "anchor": ["Id"] }]""");
        (await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 1), CancellationToken.None).ToListAsync()).Count.ShouldBe(1);
        (await connector.ApplyAsync([Change(ChangeKind.Delete, "x")], CancellationToken.None)).Single().Error!.Kind.ShouldBe(ConnectorErrorKind.Unsupported);
    }

    [Theory]
    [InlineData(0x61, 0, 0x62)]
    [InlineData(0x61, 0xD800)]
    [InlineData(0xDC00, 0xD800)]
    [InlineData(0xD83D, 0xDE00, 0xDE00)]
    public async Task Text_that_would_come_back_changed_is_refused(params int[] units)
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY, A TEXT)");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var text = string.Concat(units.Select(unit => (char)unit));
        (await connector.ApplyAsync([Change(ChangeKind.Add, "x", ("A", text))], CancellationToken.None)).Single().Error!.Kind.ShouldBe(ConnectorErrorKind.Invalid);
        (await connector.ApplyAsync([Change(ChangeKind.Add, "x" + text)], CancellationToken.None)).Single().Error!.Kind.ShouldBe(ConnectorErrorKind.Invalid);
    }

    [Fact]
    public async Task A_batch_stopped_in_the_middle_leaves_nothing()
    {
        using var file = new SqliteFile("""
            CREATE TABLE T (Id TEXT PRIMARY KEY, A INTEGER);
            CREATE TRIGGER Slow AFTER INSERT ON T WHEN NEW.Id = 'slow' BEGIN
                UPDATE T SET A = (SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000000) SELECT i FROM n)) WHERE Id = 'slow';
            END;
            """);
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(
            async () => await Task.Run(async () => await connector.ApplyAsync([Change(ChangeKind.Add, "a"), Change(ChangeKind.Add, "slow")], stop.Token)));
        file.Run("SELECT count(*) FROM T").ShouldBe(0L);
        (await connector.ApplyAsync([Change(ChangeKind.Add, "a")], CancellationToken.None)).Single().Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public async Task Values_do_not_depend_on_the_culture(string culture)
    {
        using var scope = new CultureScope(culture);
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY, D DECIMAL(8,2), W DATETIME, INTID INTEGER)");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var when = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
        var added = (await connector.ApplyAsync([Change(ChangeKind.Add, "x", ("D", -12.5m), ("W", when), ("intid", -3L))], CancellationToken.None)).Single();
        added.Error.ShouldBeNull();
        added.Object!.Attributes["d"].ShouldBe(-12.5m);
        added.Object.Attributes["w"].ShouldBe(when);
        file.Run("SELECT D || '|' || W || '|' || INTID FROM T").ShouldBe("-12.5|2024-05-06 07:08:09|-3");
    }

    [Fact]
    public async Task Reads_use_indexes_and_sort_nothing()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY COLLATE NOCASE, M TEXT UNIQUE, B INTEGER)");
        Plan(file, "SELECT * FROM T WHERE Id > 'a' AND Id IS NOT NULL ORDER BY Id LIMIT 5").ShouldSatisfyAllConditions(
            plan => plan.ShouldContain("SEARCH"), plan => plan.ShouldNotContain("TEMP B-TREE"));
        Plan(file, "SELECT * FROM T WHERE Id IS NOT NULL AND M IN ('a', 'b')").ShouldContain("(M=?)");
        Plan(file, "SELECT * FROM T WHERE Id IN ('a', 'b')").ShouldContain("(Id=?)");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Import_and_find_run_beside_a_batch_in_a_wal_database()
    {
        using var file = new SqliteFile("PRAGMA journal_mode = WAL; CREATE TABLE T (Id TEXT PRIMARY KEY, A TEXT)");
        await using var connector = file.Connect("""[{ "name": "T", "table": "T" }]""");
        var writer = Task.Run(async () =>
        {
            for (var batch = 0; batch < 40; batch++)
                (await connector.ApplyAsync([.. Enumerable.Range(batch * 50, 50).Select(index => Change(ChangeKind.Add, $"{index:D5}"))], CancellationToken.None)).ShouldAllBe(r => r.Error == null);
        });
        var counts = new List<int>();
        do
            counts.Add((await connector.ImportAsync(new ImportRequest(ImportKind.Full, null, 100), CancellationToken.None).ToListAsync()).Sum(page => page.Objects.Count));
        while (!writer.IsCompleted);
        await writer;
        counts.ShouldBe(counts.Order());
    }

    [Fact]
    public async Task A_commit_that_fails_with_the_transaction_gone_may_have_run()
    {
        using var file = new SqliteFile("CREATE TABLE T (Id TEXT PRIMARY KEY)");
        var config = new SqlConfig
        {
            Dialect = new CommitFailsOnceDialect(),
            DataSource = file.FilePath,
            ObjectTypes = [new SqlObjectTypeConfig { Name = "T", Table = "T" }],
        };
        await using var connector = new SqlConnector(config, new ConnectorContext("test", file.FolderPath, _ => "", TimeProvider.System));
        var results = await connector.ApplyAsync([Change(ChangeKind.Add, "a"), Change(ChangeKind.Delete, "no row")], CancellationToken.None);
        results.ShouldAllBe(result => result.Error!.MayHaveRun);
        (await connector.ApplyAsync([Change(ChangeKind.Add, "a")], CancellationToken.None)).Single().Error.ShouldBeNull();
    }

    private static string Plan(SqliteFile file, string query)
    {
        using var connection = file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query;
        using var reader = command.ExecuteReader();
        List<string> lines = [];
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    private static ObjectChange Change(ChangeKind kind, string id, params (string Name, object? Value)[] values) => new(kind, "T", new Anchor(id), Values(values));

    private static Dictionary<string, AttributeChange> Values(params (string Name, object? Value)[] values) =>
        values.ToDictionary(value => value.Name, value => new AttributeChange(AttributeChangeKind.Replace, value.Value));
}
