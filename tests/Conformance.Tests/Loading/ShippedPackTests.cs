using System.Text.RegularExpressions;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Loading;

namespace Sutler.Conformance.Tests.Loading;

public sealed partial class ShippedPackTests
{
    private static readonly IReadOnlyList<ConformanceCase> Pack = PackLoader.LoadShipped();

    [Fact]
    public void Every_file_loads_and_ids_are_unique()
    {
        Pack.Count.ShouldBeGreaterThan(400);
        Pack.Select(one => one.Id).ShouldBeUnique();
        Pack.Select(one => one.Theme).Distinct().Order(StringComparer.Ordinal).ShouldBe(
        [
            "bulk", "case", "create", "delete", "dialect-entra", "dialect-okta", "discovery", "enterprise", "errors", "etag", "filter", "groups",
            "media", "paging", "patch", "projection", "put", "read", "search", "security", "sort",
        ]);
    }

    [Fact]
    public void Every_case_names_its_source_in_one_form() =>
        Pack.Where(one => !Source().IsMatch(one.Source)).Select(one => $"{one.Id}: {one.Source}").ShouldBeEmpty();

    [Fact]
    public void Every_case_has_a_title_and_an_id_of_its_theme()
    {
        Pack.Where(one => one.Title.Length < 10 || one.Title.EndsWith('.')).Select(one => one.Id).ShouldBeEmpty();
        Pack.Where(one => !one.Id.StartsWith(one.Theme.Replace("dialect-", "", StringComparison.Ordinal) + "-", StringComparison.Ordinal))
            .Select(one => one.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Every_case_expects_something()
    {
        var blind = Pack.Where(one => one.Steps.All(step => step.Statuses.Count == 0 && step.Expectations.Count == 0 && step.HeaderExpectations.Count == 0));
        blind.Select(one => one.Id).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^(RFC\d{4} \d+(\.\d+)*|Entra ID|Okta|interop)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();
}
