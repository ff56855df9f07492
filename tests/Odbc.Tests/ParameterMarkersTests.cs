using FsCheck;
using FsCheck.Fluent;
using Sutler.Odbc.Parameters;

namespace Sutler.Odbc.Tests;

public sealed class ParameterMarkersTests
{
    private static readonly OdbcTraits MySql = OdbcTraits.Of("MySQL");
    private static readonly OdbcTraits Postgres = OdbcTraits.Of("PostgreSQL");

    [Theory]
    [InlineData("a = @a AND b = @b OR @a", "a = ? AND b = ? OR ?", "0,1,0")]
    [InlineData("'@a' \"@a\" `@a` @A", "'@a' \"@a\" `@a` ?", "0")]
    [InlineData("@ab @a1 @a", "@ab @a1 ?", "0")]
    [InlineData("x -- @a\n@b /* @a */ @@a", "x -- @a\n? /* @a */ @?", "1,0")]
    [InlineData("'it''s @a' @b", "'it''s @a' ?", "1")]
    [InlineData("'open @a", "'open @a", "")]
    [InlineData("@", "@", "")]
    public void Names_become_marks_outside_of_literals(string text, string expected, string order)
    {
        var (written, places) = ParameterMarkers.Rewrite(text, ["@a", "b"], new OdbcTraits());
        written.ShouldBe(expected);
        string.Join(',', places ?? []).ShouldBe(order);
    }

    [Fact]
    public void Escapes_and_dollar_quotes_follow_the_product()
    {
        ParameterMarkers.Rewrite(@"'\' @a' @a", ["@a"], MySql).Text.ShouldBe(@"'\' @a' ?");
        ParameterMarkers.Rewrite(@"'\' @a", ["@a"], Postgres).Text.ShouldBe(@"'\' ?");
        ParameterMarkers.Rewrite("$x$ @a $x$ @a $1", ["@a"], Postgres).Text.ShouldBe("$x$ @a $x$ ? $1");
    }

    [Fact]
    public void Text_without_names_stays_as_it_is() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(20_241_121, 7),
        Prop.ForAll<string>(text =>
        {
            var given = (text ?? "").Replace("@", "", StringComparison.Ordinal);
            return ParameterMarkers.Rewrite(given, ["@a"], Postgres) is var (written, order) && written == given && order is null;
        }));
}
