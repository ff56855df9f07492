using Sutler.Conformance.Cases;
using Sutler.Conformance.Loading;
using Sutler.Conformance.Reports;
using Sutler.Conformance.Running;
using Sutler.Conformance.Tests.Servers;

namespace Sutler.Conformance.Tests.Running;

/// <summary>The whole pack against the product's own host.</summary>
public sealed class WholePackTests(DemoHost host) : IClassFixture<DemoHost>
{
    /// <summary>Recommendations and options of the RFCs that the host does not follow.</summary>
    private static readonly string[] NotFollowed =
    [
        "discovery-schemas-meta-schemas", "errors-no-schemas",
    ];

    [Fact]
    public async Task The_host_fails_no_case_that_it_claims_to_follow_and_nothing_stays_behind()
    {
        var token = TestContext.Current.CancellationToken;
        var report = await new ConformanceRunner(host.Options, TimeProvider.System).RunAsync(PackLoader.LoadShipped(), null, token);
        var failed = report.Results.Where(result => result.Outcome == CaseOutcome.Failed).ToList();
        failed.Where(result => result.Case.Level == CaseLevel.Must || !NotFollowed.Contains(result.Case.Id, StringComparer.Ordinal))
            .Select(result => $"{result.Case.Id}: {result.Reason}")
            .ShouldBeEmpty();
        report.LeftBehind.ShouldBeEmpty();
        report.Count(CaseOutcome.Passed).ShouldBeGreaterThan(400);
        JsonReport.Full(report).ShouldNotContain(DemoHost.Token);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", DemoHost.Token);
        foreach (var endpoint in new[] { "Users", "Groups" })
            (await http.GetStringAsync($"{host.Url}/{endpoint}?startIndex=1", token)).ShouldContain("\"totalResults\":0");
    }
}
