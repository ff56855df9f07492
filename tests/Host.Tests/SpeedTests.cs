using System.Buffers;
using System.Diagnostics;
using System.Net;
using Sutler.Scim;
using Sutler.Scim.Filters;
using Sutler.Scim.Server;

namespace Sutler.Host.Tests;

/// <summary>Prints rates; asserts nothing but success. Run with <c>-- xUnit.Explicit=on</c>.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Prints_creates_and_reads_a_second()
    {
        await using var host = new TestHost();
        await host.StartReadyAsync();
        await Flood(host, "warm", 2000, 64);
        for (var round = 0; round < 3; round++)
        {
            var clock = Stopwatch.StartNew();
            await Flood(host, $"u{round}x", 20_000, 64);
            output.WriteLine($"create over HTTP/2, 64 in flight: {20_000 / clock.Elapsed.TotalSeconds:0} a second");
            clock.Restart();
            await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
            {
                using var response = await host.Client.GetAsync(TestHost.Filter("ContosoLogin", $"u{round}x{i}"), token);
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                await response.Content.ReadAsByteArrayAsync(token);
            });
            output.WriteLine($"filter over HTTP/2, 64 in flight: {20_000 / clock.Elapsed.TotalSeconds:0} a second");
        }

        await ReadInProcess(host);
    }

    [Fact(Explicit = true)]
    public async Task Prints_import_warm_start_and_memory()
    {
        const int Users = 300_000;
        await using var host = new TestHost();
        host.Target.Fill(Users);
        var clock = Stopwatch.StartNew();
        await host.StartReadyAsync();
        output.WriteLine($"first import of {Users}: {clock.Elapsed.TotalSeconds:0.0} s");
        await host.StopAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        clock.Restart();
        await host.StartReadyAsync();
        output.WriteLine($"warm start of {Users}: {clock.Elapsed.TotalSeconds:0.0} s");
        output.WriteLine($"memory a user (5 attributes): {(GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Users:0} bytes");
        clock.Restart();
        await host.GetAsync(TestHost.Filter("ContosoLogin", "e5"));
        output.WriteLine($"first filter, building the index: {clock.Elapsed.TotalMilliseconds:0} ms");
        output.WriteLine($"memory a user with one index: {(GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Users:0} bytes");
    }

    private async Task ReadInProcess(TestHost host)
    {
        const int Reads = 300_000;
        var handler = host.Handler;
        var buffer = new ArrayBufferWriter<byte>(8192);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Reads; i++)
        {
            var filter = new ComparisonFilter(new AttributePath(TestHost.Urn, "ContosoLogin", null), ComparisonOperator.Equal, $"u1x{i % 20_000}");
            var page = await handler.ListAsync(new ListRequest { BaseUrl = "https://localhost:8585/ecma2host_demo/scim", Filter = filter }, TestContext.Current.CancellationToken);
            buffer.ResetWrittenCount();
            page.WriteResource(buffer, 0);
        }

        output.WriteLine($"filter in process, one thread: {Reads / clock.Elapsed.TotalSeconds:0} a second");
    }

    private static Task Flood(TestHost host, string prefix, int count, int inFlight) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (i, token) =>
        {
            using var content = new StringContent(
                TestHost.User($"{prefix}{i}", $"\"FirstName\":\"First{i}\",\"LastName\":\"Last{i}\",\"Email\":\"{prefix}{i}@contoso.com\",\"Title\":\"Engineer\",\"Department\":\"Sales\",\"IsActive\":true"),
                System.Text.Encoding.UTF8,
                "application/scim+json");
            using var response = await host.Client.PostAsync("Users", content, token);
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
        });
}
