using System.Net;
using System.Net.Sockets;
using Sutler.Conformance.Loading;
using Sutler.Conformance.Reports;
using Sutler.Conformance.Running;
using Sutler.Conformance.Tests.Servers;

namespace Sutler.Conformance.Tests.Running;

public sealed class ConformanceRunnerTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Says_when_the_server_cannot_be_reached()
    {
        var options = new ConformanceOptions { BaseUrl = new Uri($"http://127.0.0.1:{FreePort()}/scim"), Token = "x" };
        var thrown = await Should.ThrowAsync<ConformanceException>(() => RunAsync(options, "read-user"));
        thrown.Message.ShouldContain("Check the URL");
    }

    [Fact]
    public async Task Says_when_the_token_is_refused()
    {
        var thrown = await Should.ThrowAsync<ConformanceException>(() => RunAsync(host.Options with { Token = "not-the-token" }, "read-user"));
        thrown.Message.ShouldContain("--token");
        thrown.Message.ShouldNotContain("not-the-token");
    }

    [Fact]
    public async Task Accepts_any_certificate_on_loopback_only()
    {
        var options = new ConformanceOptions { BaseUrl = new Uri("https://scim.example.com/scim"), Token = "x", Insecure = true };
        var thrown = await Should.ThrowAsync<ConformanceException>(() => RunAsync(options, "read-user"));
        thrown.Message.ShouldContain("loopback");
    }

    [Fact]
    public async Task Skips_a_case_whose_needs_are_not_met_and_says_why()
    {
        var report = await RunAsync(host.Options, "groups-not-unique");
        var result = report.Results.ShouldHaveSingleItem();
        result.Outcome.ShouldBe(CaseOutcome.Skipped);
        result.Reason.ShouldNotBeNull().ShouldContain("Group.displayName");
    }

    [Fact]
    public async Task Tells_progress_after_each_case()
    {
        var cases = PackLoader.LoadShipped().Where(one => one.Theme == "read").ToList();
        var told = new System.Collections.Concurrent.ConcurrentBag<int>();
        await new ConformanceRunner(host.Options, TimeProvider.System).RunAsync(cases, told.Add, TestContext.Current.CancellationToken);
        told.Count.ShouldBe(cases.Count);
        told.Max().ShouldBe(cases.Count);
    }

    private static Task<ConformanceReport> RunAsync(ConformanceOptions options, string id) =>
        new ConformanceRunner(options, TimeProvider.System).RunAsync(
            [.. PackLoader.LoadShipped().Where(one => one.Id == id)], null, TestContext.Current.CancellationToken);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
