using Sutler.Conformance.Loading;
using Sutler.Conformance.Reports;
using Sutler.Conformance.Running;
using Sutler.Conformance.Tests.Servers;

namespace Sutler.Conformance.Tests.Running;

/// <summary>The pack passes a right server and fails one that is wrong in a single thing.</summary>
public sealed class FaultyServerTests(DemoHost host) : IClassFixture<DemoHost>
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "charset", "media-exact-get" },
        { "plain json", "media-exact-list" },
        { "password returned", "security-password-read" },
        { "version bumped", "patch-noop-version" },
        { "unknown attribute refused", "filter-unknown-attribute" },
        { "unknown attribute refused", "entra-probe" },
        { "capitals refused", "entra-update" },
        { "filter ignored", "filter-eq" },
        { "paging ignored", "paging-first" },
        { "excluded ignored", "groups-read-without-members" },
        { "conditions ignored", "etag-put-stale" },
        { "conditions ignored", "etag-if-none-match" },
        { "nothing deleted", "delete-then-read" },
        { "empty list is 404", "filter-none" },
        { "created is 200", "create-minimal" },
        { "no location", "create-location" },
        { "conflict is 400", "create-duplicate" },
        { "status as number", "errors-form" },
        { "no challenge", "errors-challenge" },
        { "token not asked", "errors-no-token" },
        { "booleans as strings", "create-active" },
        { "meta missing", "create-meta" },
        { "filtered removal empties", "groups-remove-member" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_case_fails_the_server_that_breaks_it(string fault, string id)
    {
        var result = await RunAsync(fault, id);
        result.Outcome.ShouldBe(CaseOutcome.Failed, result.Reason);
        result.Request.ShouldNotBeNull().ShouldStartWith("curl -X ");
        result.Expected.ShouldNotBeNullOrEmpty();
        result.Came.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task The_same_case_passes_the_server_without_the_fault(string fault, string id)
    {
        fault.ShouldNotBe("none");
        var result = await RunAsync("none", id);
        result.Outcome.ShouldBe(CaseOutcome.Passed, result.Reason);
    }

    private async Task<CaseResult> RunAsync(string fault, string id)
    {
        await using var server = await FaultyServer.StartAsync(host.Url, Faults.Create(fault));
        var cases = PackLoader.LoadShipped().Where(one => one.Id == id).ToList();
        var report = await new ConformanceRunner(server.Options, TimeProvider.System).RunAsync(cases, null, TestContext.Current.CancellationToken);
        return report.Results.ShouldHaveSingleItem();
    }
}
