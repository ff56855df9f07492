using Npgsql;
using Sutler.Connectors.Sdk;
using Sutler.Testing.Servers;
using static Sutler.Connectors.Contract.ContractUser;

namespace Sutler.Connectors.Tests.Sql.Servers;

/// <summary>What a commit that fails, or whose answer is lost, is told as. On a server of its own, because it is killed.</summary>
public sealed class PostgresCommitTests : IAsyncDisposable
{
    private const string SlowCommit = """
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW."Title" = 'slow' THEN PERFORM pg_sleep(20); END IF; RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON "Users" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()
        """;

    private readonly PostgresServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_killed_within_a_commit_leaves_it_open_whether_it_ran(bool native)
    {
        await using var target = await OpenAsync(native);
        target.Run(SlowCommit);
        var applying = Task.Run(async () => await target.Connector.ApplyAsync([Add("a"), Add("b", ("Title", "slow"))], CancellationToken.None));
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
        {
            while (target.Run("SELECT count(*) FROM pg_stat_activity WHERE query ILIKE 'COMMIT%' AND state = 'active'") is not 1L)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        await _server.KillAsync();
        var results = await applying;
        await _server.UpAsync();

        results.ShouldAllBe(result => result.Error!.MayHaveRun);
        results.ShouldAllBe(result => result.Error!.Kind == ConnectorErrorKind.Unreachable);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rule_checked_at_commit_refuses_the_change_that_breaks_it_and_no_other(bool native)
    {
        await using var target = await OpenAsync(native);
        target.Run("ALTER TABLE \"Users\" ADD CONSTRAINT titles UNIQUE (\"Title\") DEFERRABLE INITIALLY DEFERRED");
        var results = await target.Connector.ApplyAsync([Add("a", ("Title", "t")), Add("b", ("Title", "t")), Add("c")], CancellationToken.None);
        results.Select(result => result.Error?.Kind).ShouldBe([null, ConnectorErrorKind.Conflict, null]);
        results[1].Error!.MayHaveRun.ShouldBeFalse();
        results[1].Error!.Attribute.ShouldBe("Title");
    }

    [Fact]
    public async Task Row_versions_see_what_was_in_flight_when_the_delta_began()
    {
        await using var target = await OpenAsync(native: true);
        await using var connector = target.Connect("""[{ "name": "User", "table": "Users", "delta": { "strategy": "rowVersion" } }]""");
        await connector.ApplyAsync([Add("a")], CancellationToken.None);
        await using var other = new NpgsqlConnection(target.Admin.ConnectionString);
        await other.OpenAsync();
        await using (var begin = new NpgsqlCommand("BEGIN; INSERT INTO \"Users\" (\"Login\", \"Name\") VALUES ('inflight', 'x')", other))
            await begin.ExecuteNonQueryAsync();
        await connector.ApplyAsync([Add("b")], CancellationToken.None);
        var watermark = await WatermarkAsync(connector, ImportKind.Full, null);
        await using (var commit = new NpgsqlCommand("COMMIT", other))
            await commit.ExecuteNonQueryAsync();

        var (seen, next) = await DeltaAsync(connector, watermark);
        seen.ShouldContain("inflight");
        seen.ShouldNotContain("a");
        (await DeltaAsync(connector, next)).Seen.ShouldBeEmpty();
        await connector.ApplyAsync([Update("a", ("Title", "t"))], CancellationToken.None);
        (await DeltaAsync(connector, next)).Seen.ShouldBe(["a"]);
    }

    private async Task<ServerTarget> OpenAsync(bool native) => native ? await ServerTargets.PostgresAsync(_server) : await ServerTargets.PostgresOdbcAsync(_server);

    private static async Task<string?> WatermarkAsync(IConnector connector, ImportKind kind, string? from) =>
        (await connector.ImportAsync(new ImportRequest(kind, from, 100), CancellationToken.None).ToListAsync())[^1].Watermark;

    private static async Task<(List<string> Seen, string? Watermark)> DeltaAsync(IConnector connector, string? watermark)
    {
        var pages = await connector.ImportAsync(new ImportRequest(ImportKind.Delta, watermark, 100), CancellationToken.None).ToListAsync();
        return ([.. pages.SelectMany(page => page.Objects).Select(found => found.Anchor.Values[0])], pages.Count > 0 ? pages[^1].Watermark : watermark);
    }
}
