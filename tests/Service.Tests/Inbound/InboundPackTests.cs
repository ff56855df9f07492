using Sutler.Conformance.Loading;
using Sutler.Conformance.Reports;
using Sutler.Conformance.Running;

namespace Sutler.Service.Tests.Inbound;

/// <summary>The conformance pack against the inbound SCIM server (S/IN-14).</summary>
public sealed class InboundPackTests
{
    /// <summary>Cases that the server does not follow, with the reason.</summary>
    private static readonly Dictionary<string, string> NotFollowed = new(StringComparer.Ordinal)
    {
        ["discovery-schemas-meta-schemas"] = "an option: /Schemas lists the schemas of resources, not those of the discovery documents",
        ["errors-no-schemas"] = "a recommendation: a body that does not name its schemas is taken for what its endpoint holds",
    };

    [Fact]
    public async Task The_inbound_server_fails_no_case_that_it_claims_to_follow_and_nothing_stays_behind()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        using var client = await ScimClientOfTests.MakeAsync(service);
        var options = new ConformanceOptions { BaseUrl = client.Url, Token = client.Token };
        var report = await new ConformanceRunner(options, TimeProvider.System).RunAsync(PackLoader.LoadShipped(), null, TestContext.Current.CancellationToken);

        report.Results.Where(result => result.Outcome is CaseOutcome.Failed && !NotFollowed.ContainsKey(result.Case.Id))
            .Select(result => $"{result.Case.Level} {result.Case.Id}: {result.Reason}").ShouldBeEmpty();
        NotFollowed.Keys.Where(id => report.Results.Any(result => result.Case.Id == id && result.Outcome is CaseOutcome.Passed)).ShouldBeEmpty("these pass now");
        report.LeftBehind.ShouldBeEmpty();
        report.Count(CaseOutcome.Passed).ShouldBeGreaterThan(400);
        JsonReport.Full(report).ShouldNotContain(client.Token);
    }
}
