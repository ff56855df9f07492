using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Sutler.Scim.Client;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Scim.Tests.Server;

namespace Sutler.Scim.Tests.Client;

public class ScimClientTests
{
    private static readonly AttributePath _userName = new(TestSchemas.UserUrn, "userName", null);
    private static readonly PatchOperation[] _title = [new(PatchVerb.Replace, PatchPathParser.Parse("title"), "Boss")];

    [Fact]
    public async Task Carries_a_resource_through_its_life()
    {
        await using var server = await ScimTestServer.StartAsync();
        var client = server.Client();

        var created = await client.CreateAsync(User("alice"), CancellationToken.None);
        (created.Outcome, created.Status, created.Id).ShouldBe((ScimOutcome.Done, 201, "u1"));

        (await client.GetAsync("u1", noCache: true, CancellationToken.None)).Resource!.Value.GetProperty("userName").GetString().ShouldBe("alice");
        server.Endpoint.LastRead!.NoCache.ShouldBeTrue();

        var patched = await client.PatchAsync("u1", _title, "W/\"1\"", CancellationToken.None);
        (patched.Outcome, patched.Status).ShouldBe((ScimOutcome.Done, 200));
        patched.Resource!.Value.GetProperty("title").GetString().ShouldBe("Boss");
        server.Endpoint.LastWrite!.IfMatch.ShouldBe("W/\"1\"");
        var again = await client.PatchAsync("u1", _title, CancellationToken.None);
        (again.Outcome, again.Status, again.Resource).ShouldBe((ScimOutcome.Done, 204, null));

        (await client.CountAsync(CancellationToken.None)).TotalResults.ShouldBe(1);
        (await client.DeleteAsync("u1", CancellationToken.None)).Status.ShouldBe(204);
        var gone = await client.DeleteAsync("u1", CancellationToken.None);
        (gone.Outcome, gone.Status).ShouldBe((ScimOutcome.Done, 404));
        (await client.CountAsync(CancellationToken.None)).TotalResults.ShouldBe(0);
    }

    [Theory]
    [InlineData("it's \"quoted\"")]
    [InlineData("back\\slash\\")]
    [InlineData("a+b&c#d%e%20f")]
    [InlineData("ünïcödé 漢字 🎉")]
    [InlineData("line\nbreak\ttab")]
    [InlineData("x\" or userName pr or userName eq \"")]
    [InlineData(" leading and trailing ")]
    [InlineData("?/=;,:@[](){}<>|^`~")]
    public async Task Finds_hostile_value_and_nothing_else(string value)
    {
        await using var server = await ScimTestServer.StartAsync();
        var client = server.Client();
        await client.CreateAsync(User("bystander"), CancellationToken.None);
        var created = await client.CreateAsync(User(value), CancellationToken.None);

        var found = await client.FindAsync(_userName, value, noCache: false, CancellationToken.None);

        (found.Outcome, found.TotalResults).ShouldBe((ScimOutcome.Done, 1));
        ScimResult.IdOf(found.Resources.Single()).ShouldBe(created.Id);
        (await client.FindAsync(_userName, value + "x", noCache: false, CancellationToken.None)).Resources.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a%b")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a%2Fb/c")]
    [InlineData("a?b#c&d+e")]
    [InlineData("ü")]
    [InlineData("..a")]
    public async Task Addresses_hostile_id(string id)
    {
        await using var server = await ScimTestServer.StartAsync();

        var result = await server.Client().GetAsync(id, noCache: false, CancellationToken.None);

        (result.Outcome, result.Status).ShouldBe((ScimOutcome.Refused, 404));
        result.Error!.Detail.ShouldBe($"There is no user '{id}'.");
    }

    [Fact]
    public async Task Refuses_id_that_a_URL_would_swallow()
    {
        var client = new ScimClient(new HttpClient(), new Uri("http://localhost"), new ScimClientOptions());

        await Should.ThrowAsync<ArgumentException>(() => client.GetAsync("..", noCache: false, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => client.DeleteAsync("", CancellationToken.None));
    }

    [Fact]
    public async Task Reports_refusal_as_the_server_said_it()
    {
        await using var server = await ScimTestServer.StartAsync();
        var client = server.Client();
        await client.CreateAsync(User("alice"), CancellationToken.None);

        var result = await client.CreateAsync(User("ALICE"), CancellationToken.None);

        (result.Outcome, result.Status).ShouldBe((ScimOutcome.Refused, 409));
        result.Error.ShouldBe(new ScimError(409, ScimErrorType.Uniqueness, "The userName is taken."));
    }

    [Fact]
    public async Task Reports_wrong_token_without_telling_it()
    {
        await using var server = await ScimTestServer.StartAsync();
        var client = new ScimClient(
            server.Http, server.BaseUri, new ScimClientOptions { BearerToken = _ => ValueTask.FromResult("my-wrong-secret") });

        var result = await client.CountAsync(CancellationToken.None);

        (result.Outcome, result.Status).ShouldBe((ScimOutcome.Refused, 401));
        result.Error!.Detail.ShouldNotContain("my-wrong-secret");
    }

    [Fact]
    public async Task Reads_description_of_the_server()
    {
        await using var server = await ScimTestServer.StartAsync();

        (await server.Client().GetSchemasAsync(CancellationToken.None)).Resources.Count.ShouldBe(3);
        (await server.Client().GetServiceProviderConfigAsync(CancellationToken.None)).Resource!.Value
            .GetProperty("patch").GetProperty("supported").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Reports_refused_connection_as_not_sent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var client = Client(new Uri($"http://127.0.0.1:{port}/scim"));

        (await client.CreateAsync(User("a"), CancellationToken.None)).Outcome.ShouldBe(ScimOutcome.NotSent);
        (await client.CountAsync(CancellationToken.None)).Outcome.ShouldBe(ScimOutcome.NotSent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 201 Cre")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":\"1\"")]
    [InlineData("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n")]
    [InlineData("no HTTP at all\r\n\r\n")]
    public async Task Reports_cut_off_answer_to_write_as_perhaps_run(string answer)
    {
        await using var server = new RawServer(answer);
        var client = Client(server.BaseUri);

        var written = await client.CreateAsync(User("a"), CancellationToken.None);
        var read = await client.CountAsync(CancellationToken.None);

        written.Outcome.ShouldBe(ScimOutcome.MayHaveRun);
        written.Error!.Detail.ShouldContain("POST http://127.0.0.1");
        read.Outcome.ShouldBe(ScimOutcome.NotSent);
    }

    [Fact]
    public async Task Reports_missing_answer_as_perhaps_run_after_the_deadline()
    {
        await using var server = new RawServer(null);
        var client = Client(server.BaseUri, new ScimClientOptions { Timeout = TimeSpan.FromMilliseconds(200) });

        var result = await client.DeleteAsync("1", CancellationToken.None);

        result.Outcome.ShouldBe(ScimOutcome.MayHaveRun);
        result.Error!.Detail.ShouldContain("within 0.2 s");
    }

    [Fact]
    public async Task Throws_when_the_caller_cancels()
    {
        await using var server = new RawServer(null);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(() => Client(server.BaseUri).CreateAsync(User("a"), cancel.Token));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"userName\":\"a\"}")]
    [InlineData("{\"id\":5}")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    public async Task Refuses_unusable_answer_and_says_so(string body)
    {
        await using var server = new RawServer(RawServer.Ok(body));

        var result = await Client(server.BaseUri).CreateAsync(User("a"), CancellationToken.None);

        (result.Outcome, result.Status).ShouldBe((ScimOutcome.Refused, 200));
        result.Error!.Detail.ShouldContain("the answer (200)");
    }

    [Theory]
    [InlineData("""{"totalResults":0,"Resources":null}""", 0)]
    [InlineData("""{"totalResults":0}""", 0)]
    [InlineData("""{"totalResults":1,"resources":[{"id":"1"}]}""", 1)]
    public async Task Accepts_lists_as_they_are_in_use(string body, int count)
    {
        await using var server = new RawServer(RawServer.Ok(body));

        var result = await Client(server.BaseUri).FindAsync(_userName, "a", noCache: false, CancellationToken.None);

        (result.Outcome, result.TotalResults, result.Resources.Count).ShouldBe((ScimOutcome.Done, count, count));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"totalResults":"1"}""")]
    [InlineData("""{"totalResults":1,"Resources":{}}""")]
    public async Task Refuses_what_is_no_list(string body)
    {
        await using var server = new RawServer(RawServer.Ok(body));

        (await Client(server.BaseUri).CountAsync(CancellationToken.None)).Outcome.ShouldBe(ScimOutcome.Refused);
    }

    [Fact]
    public async Task Refuses_answer_over_the_limit()
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{{\"id\":\"{new string('x', 20_000)}\"}}");
        var client = Client(server.BaseUri, new ScimClientOptions { MaxResourceBytes = 10_000 });

        (await client.GetAsync("1", noCache: false, CancellationToken.None)).Error!.Detail.ShouldContain("larger than 10000 bytes");
        (await Client(server.BaseUri).GetAsync("1", noCache: false, CancellationToken.None)).Outcome.ShouldBe(ScimOutcome.Done);
    }

    [Theory]
    [InlineData("Retry-After: 30\r\n", 30)]
    [InlineData("Retry-After: Sat, 01 Jan 2000 00:00:00 GMT\r\n", 0)]
    [InlineData("", null)]
    public async Task Tells_when_to_try_again(string header, int? seconds)
    {
        await using var server = new RawServer(RawServer.Ok("busy", header, 429));

        var result = await Client(server.BaseUri).CreateAsync(User("a"), CancellationToken.None);

        (result.Outcome, result.Status).ShouldBe((ScimOutcome.Refused, 429));
        result.RetryAfter.ShouldBe(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Takes_gateway_failure_on_a_write_as_perhaps_run(int status)
    {
        await using var server = new RawServer(RawServer.Ok("", "", status));

        (await Client(server.BaseUri).CreateAsync(User("a"), CancellationToken.None)).Outcome.ShouldBe(ScimOutcome.MayHaveRun);
        (await Client(server.BaseUri).CountAsync(CancellationToken.None)).Outcome.ShouldBe(ScimOutcome.Refused);
    }

    [Theory]
    [InlineData(true, ScimOutcome.MayHaveRun)]
    [InlineData(false, ScimOutcome.NotSent)]
    public async Task Believes_the_exception_that_knows_whether_it_may_have_run(bool mayHaveRun, ScimOutcome outcome)
    {
        using var http = new HttpClient(new FailingHandler());
        var client = new ScimClient(http, new Uri("http://localhost/scim"), new ScimClientOptions { MayHaveRun = _ => mayHaveRun });

        (await client.CreateAsync(User("a"), CancellationToken.None)).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task Reports_missing_token_as_not_sent()
    {
        var options = new ScimClientOptions { BearerToken = _ => throw new HttpRequestException("The token server is away.") };
        var client = new ScimClient(new HttpClient(), new Uri("http://localhost/scim"), options);

        (await client.CreateAsync(User("a"), CancellationToken.None)).Outcome.ShouldBe(ScimOutcome.NotSent);
    }

    private static ScimClient Client(Uri baseUri, ScimClientOptions? options = null) => new(new HttpClient(), baseUri, options ?? new ScimClientOptions());

    private static JsonObject User(string userName) => new() { ["schemas"] = new JsonArray(TestSchemas.UserUrn), ["userName"] = userName };
}
