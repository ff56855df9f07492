using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Tests.Connections;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task Refuses_more_requests_at_once_than_are_allowed_and_takes_the_next_afterwards()
    {
        await using var host = new MemoryHost("limits: { concurrency: 3 }");
        await host.StartReadyAsync();
        var gate = new Gate();
        host.Target.BeforeApply = (_, token) => gate.PassAsync(token);
        var held = Enumerable.Range(0, 3).Select(i => host.PostAsync($"u{i}")).ToList();
        await gate.Arrived;
        await TestHost.WaitAsync(() => host.Connection.Requests.Count == 3);

        var (status, body, response) = await host.Host.GetAsync("Users/u1");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body!["detail"]!.GetValue<string>().ShouldContain("limits.concurrency");
        response.Headers.RetryAfter.ShouldNotBeNull();
        gate.Open();
        (await Task.WhenAll(held)).ShouldAllBe(s => s == HttpStatusCode.Created);
        await TestHost.WaitAsync(() => host.Connection.Requests.Count == 0);
        (await host.GetAsync("u1")).ShouldBe(HttpStatusCode.OK);
        host.Connection.Requests.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("GET /ecma2host_demo/scim/Users HTTP/1.1\r\nHost: x\r\nAuthor")]
    [InlineData("POST /ecma2host_demo/scim/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer 0123456789abcdef\r\nContent-Type: application/scim+json\r\nContent-Length: 5000\r\n\r\n{")]
    public async Task Cuts_off_a_client_that_sends_too_slowly(string beginning)
    {
        await using var host = new MemoryHost();
        await host.StartReadyAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, HostRole.Port(host.Host.App), TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync(Encoding.ASCII.GetBytes(beginning), TestContext.Current.CancellationToken);
        var began = Stopwatch.GetTimestamp();

        var end = await ReadToEndAsync(tls).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        end.ShouldContain("408");
        Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(3));
        await TestHost.WaitAsync(() => host.Connection.Requests.Count == 0);
    }

    [Fact]
    public async Task Shows_the_cache_to_the_admin_alone()
    {
        await using var host = new MemoryHost();
        for (var i = 0; i < 3000; i++)
            host.Target.Put($"u{i}", "T");
        await host.StartReadyAsync();

        (await host.Host.GetAsync("cache")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.Host.GetAsync("Cache")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var dump = new MemoryStream();
        await host.Connection.DumpAsync(dump, TestContext.Current.CancellationToken);

        var lines = Encoding.UTF8.GetString(dump.ToArray()).TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3000);
        var line = System.Text.Json.Nodes.JsonNode.Parse(lines.Single(l => l.Contains("\"u17\"", StringComparison.Ordinal)))!;
        line["type"]!.GetValue<string>().ShouldBe("User");
        line["version"]!.GetValue<int>().ShouldBe(1);
        line["content"]!.ToJsonString().ShouldContain("\"T\"");
        lines.ShouldAllBe(l => !l.Contains("Secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bounds_the_look_ups_that_misses_cause()
    {
        await using var host = new MemoryHost("limits: { missesPerSecond: 5 }\nliveLookup: always") { Clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) };
        host.Target.Put("a", "T");
        await host.StartReadyAsync();
        host.Target.Put("later", "T");
        (await host.Host.GetAsync(TestHost.Filter("Login", "later"))).Body!["totalResults"]!.GetValue<int>().ShouldBe(1);
        host.Target.Calls.Clear();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => host.Host.GetAsync(TestHost.Filter("Login", $"none{i}"))));

        host.Target.Count("find").ShouldBe(9);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => host.Host.GetAsync(TestHost.Filter("Login", $"none{i}"))));
        host.Target.Count("find").ShouldBe(14);

        // What a look-up brought, a delta brings again: the same object, the same version.
        await host.Connection.ImportNowAsync(ImportKind.Delta, TestContext.Current.CancellationToken);
        (await host.Host.GetAsync("Users/later")).Response.Headers.ETag!.ToString().ShouldBe("W/\"1\"");
        await host.ShouldEqualTargetAsync();
    }

    private static async Task<string> ReadToEndAsync(SslStream tls)
    {
        var text = new MemoryStream();
        try
        {
            await tls.CopyToAsync(text);
        }
        catch (IOException)
        {
            // Reset rather than closed.
        }

        return Encoding.ASCII.GetString(text.ToArray());
    }
}
