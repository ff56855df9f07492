using FsCheck;
using FsCheck.Fluent;
using Sutler.Service.Api;
using Sutler.Service.Directory.Filters;

namespace Sutler.Service.Tests.Directory.Filters;

public sealed class FilterParserTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261121, 7);

    [Fact]
    public void Reads_back_what_it_writes() =>
        Prop.ForAll(Arb.From(Filters.Tree), tree => FilterParser.Parse(tree.ToString())!.Equals(tree)).Check(Many);

    [Fact]
    public void Refuses_any_other_text_with_a_reason_and_never_fails() =>
        Prop.ForAll(Arb.From(Broken), text =>
        {
            try
            {
                FilterParser.Parse(text);
            }
            catch (ApiException refused)
            {
                refused.Status.ShouldBe(400);
                refused.Message.ShouldStartWith("$filter ");
            }
        }).Check(Many);

    [Theory]
    [InlineData("displayName eq 'a", "character 16", "no closing quote")]
    [InlineData("displayName eq", "character 15", "expected a value")]
    [InlineData("displayName is 'a'", "character 13", "expected one of eq")]
    [InlineData("displayName eq 'a' displayName", "character 20", "'and', 'or' or the end")]
    [InlineData("(displayName eq 'a'", "character 20", "expected ')'")]
    [InlineData("length(displayName) eq 3", "character 1", "no function here")]
    [InlineData("startsWith(displayName,3)", "character 24", "text in quotes")]
    [InlineData("displayName gt null", "character 16", "eq and ne only")]
    [InlineData("proxyAddresses/any(p:displayName eq 'a')", "character 22", "only the variable p")]
    [InlineData("a eq 1 # 2", "character 8", "means nothing")]
    [InlineData("a eq 1.2.3", "character 6", "expected a value")]
    [InlineData("a eq 'x\0'", "", "NUL")]
    public void Says_where_and_why(string filter, string place, string rule)
    {
        var refused = Should.Throw<ApiException>(() => FilterParser.Parse(filter));
        refused.Message.ShouldContain(place);
        refused.Message.ShouldContain(rule);
    }

    [Fact]
    public void Bounds_length_depth_and_number()
    {
        Should.Throw<ApiException>(() => FilterParser.Parse(new string('(', 5000) + "a eq 1")).Message.ShouldContain("nested deeper than 32");
        Should.Throw<ApiException>(() => FilterParser.Parse(string.Concat(Enumerable.Repeat("not ", 1000)) + "a eq 1")).Message.ShouldContain("nested deeper");
        Should.Throw<ApiException>(() => FilterParser.Parse(new string('a', 9000))).Message.ShouldContain("longer than 8000");
        Should.Throw<ApiException>(() => FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("a eq 1", 101)))).Message.ShouldContain("more than 100");
        Should.Throw<ApiException>(() => FilterParser.Parse($"a in ({string.Join(',', Enumerable.Repeat("1", 501))})")).Message.ShouldContain("more than 500");
    }

    [Fact]
    public void Binds_and_before_or_and_not_before_both() =>
        FilterParser.Parse("not a eq 1 and b eq 2 or c eq 3")!.ToString().ShouldBe("((not (a eq 1) and b eq 2) or c eq 3)");

    private static Gen<string> Broken => Gen.OneOf(
        from tree in Filters.Tree
        from at in Gen.Choose(0, 200)
        from letter in Gen.Elements("'", "(", ")", " ", "and", "\\", "é", "/", "any(", ",", "null", "-", "\ud83d")
        select Insert(tree.ToString(), at, letter),
        from tree in Filters.Tree from at in Gen.Choose(0, 200) select tree.ToString() is var text && at < text.Length ? text.Remove(at, 1) : text,
        from letters in Gen.ArrayOf(Gen.Elements("'", "(", ")", ",", ":", "a", "eq", " ", "1", "any", "/any(", "not", "in", "startsWith(", "true", "2026-01-01")) select string.Concat(letters));

    private static string Insert(string text, int at, string letter) => text.Insert(Math.Min(at, text.Length), letter);
}
