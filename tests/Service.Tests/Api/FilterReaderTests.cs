using Sutler.Service.Api;

namespace Sutler.Service.Tests.Api;

public sealed class FilterReaderTests
{
    private static readonly Dictionary<string, FilterColumn> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = new("n"),
        ["at"] = new("t", IsTime: true),
        ["status"] = new("s", Words: ["failure", "success"]),
    };

    [Theory]
    [InlineData("name eq 'O''Hara'", " AND (n = @filter0)")]
    [InlineData("name eq 'a' and status eq 'Failure'", " AND ((n = @filter0 AND s = 'failure'))")]
    [InlineData("name eq 'a' or name eq 'b' and status ne 'success'", " AND ((n = @filter0 OR (n = @filter1 AND s <> 'success')))")]
    [InlineData("(name eq 'a' or name eq 'b') and not (at lt 2026-01-01)", " AND (((n = @filter0 OR n = @filter1) AND NOT (t < @filter2)))")]
    [InlineData("contains(name,'x')", " AND (REPLACE(n, @filter0, '') <> n)")]
    [InlineData("startsWith(name, 'x')", " AND (SUBSTR(n, 1, LENGTH(@filter0)) = @filter0)")]
    [InlineData("name eq null", " AND (n IS NULL)")]
    [InlineData("", "")]
    public void Translates(string filter, string expected) => SqlCondition.Of(filter, Columns).Sql.ShouldBe(expected);

    [Theory]
    [InlineData("name", "expected eq")]
    [InlineData("name eq", "expected a value")]
    [InlineData("name eq 'a' name", "expected 'and'")]
    [InlineData("name eq 'a", "cannot be read")]
    [InlineData("(name eq 'a'", "expected ')'")]
    [InlineData("other eq 'a'", "cannot be filtered by")]
    [InlineData("status eq 'sleeping'", "is never")]
    [InlineData("status gt 'failure'", "eq and ne only")]
    [InlineData("at eq 'yesterday'", "is no time")]
    [InlineData("contains(at, '2026')", "is a time")]
    [InlineData("name eq 'a'; DROP TABLE x", "expected 'and'")]
    public void Refuses_with_place_and_rule(string filter, string expected) =>
        Should.Throw<ApiException>(() => SqlCondition.Of(filter, Columns)).Message.ShouldContain(expected);

    [Fact]
    public void Refuses_what_is_nested_too_deep_or_too_long()
    {
        Should.Throw<ApiException>(() => FilterReader.Parse(new string('(', 30) + "name eq 'a'")).Message.ShouldContain("nested");
        Should.Throw<ApiException>(() => FilterReader.Parse(string.Concat(Enumerable.Repeat("not ", 30)) + "name eq 'a'")).Message.ShouldContain("nested");
        Should.Throw<ApiException>(() => FilterReader.Parse("name eq '" + new string('a', 5000) + "'")).Message.ShouldContain("longer");
    }
}
