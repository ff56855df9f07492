using Sutler.Expressions.Values;

namespace Sutler.Expressions.Tests;

public sealed class EvaluationTests
{
    [Fact]
    public void Candidates_of_a_unique_value_come_in_order_without_repeats()
    {
        var result = Evaluate(
            """SelectUniqueValue(Join("@",Join(".",[first],[last]),"contoso.com"),Join("@",Join(".",Left([first],1),[last]),"contoso.com"),Append("","J.Smith@contoso.com"),[gone],Join("@",Join(".",Left([first],2),[last]),"contoso.com"))""",
            "first=John; last=Smith");
        result.Candidates.Select(candidate => candidate.Text).ShouldBe(["John.Smith@contoso.com", "J.Smith@contoso.com", "Jo.Smith@contoso.com"]);
        result.Value.Text.ShouldBe("John.Smith@contoso.com");
        Evaluate("SelectUniqueValue([gone],[gone])", "").Error!.Function.ShouldBe("SelectUniqueValue");
    }

    [Fact]
    public void Redaction_shows_in_the_result_and_hides_input_in_errors()
    {
        Evaluate("Redact([a])", "a=secret").IsRedacted.ShouldBeTrue();
        Evaluate("Append([a],\"x\")", "a=secret").IsRedacted.ShouldBeFalse();
        Evaluate("Append(Redact(CDate([a])),\"x\")", "a=secret").Error!.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void An_error_travels_up_through_every_function_and_names_its_own()
    {
        var error = Evaluate("""Coalesce(Switch("k","",Left("k","x"),"v"),"default")""", "").Error!;
        error.ShouldSatisfyAllConditions(() => error.Function.ShouldBe("Left"), () => error.Argument.ShouldBe(2));
    }

    [Fact]
    public void Branches_not_taken_are_not_computed()
    {
        Evaluate("""IIF([a]="x","yes",Left("k","x"))""", "a=x").Value.Text.ShouldBe("yes");
        Evaluate("""Coalesce("first",Left("k","x"))""", "").Value.Text.ShouldBe("first");
        Evaluate("""Switch([a],Left("k","x"),"x","yes")""", "a=x").Value.Text.ShouldBe("yes");
        Evaluate("""IIF([a]="x","yes",IgnoreFlowIfNullOrEmpty([gone]))""", "a=x").LeavesFlow.ShouldBeFalse();
    }

    [Fact]
    public void Values_keep_their_kind_when_nothing_touches_them()
    {
        Evaluate("[flag]", "flag=#true").Value.Boolean.ShouldBe(true);
        Evaluate("Coalesce([gone],[n])", "n=#5").Value.Integer.ShouldBe(5);
        Evaluate("""IIF([flag],[list],"")""", "flag=#true; list=a|b").Value.Kind.ShouldBe(ExpressionValueKind.List);
        Evaluate("Not([flag])", "flag=#true").Value.Kind.ShouldBe(ExpressionValueKind.Text);
    }

    [Theory]
    [InlineData("RandomString(6,3,0,0,3)", 6, 3, 0, 0, 3, "")]
    [InlineData("RandomString(10,2,2,2,1,\"?,\")", 10, 2, 2, 2, 1, "?,")]
    [InlineData("RandomString(256,0,0,0,0,\"abcdefghijklmnopqrstuvwxyz\")", 256, 0, 0, 0, 0, "abcdefghijklmnopqrstuvwxyz")]
    [InlineData("RandomString(0,0,0,0,0)", 0, 0, 0, 0, 0, "")]
    public void Random_texts_have_their_length_and_kinds(string expression, int length, int digits, int specials, int capitals, int small, string avoided)
    {
        var random = new Random(20_260_103);
        var context = Samples.Context() with { NextRandom = random.Next };
        var parsed = Expression.Parse(expression).Expression!;
        for (var run = 0; run < 100; run++)
        {
            var text = parsed.Evaluate(Samples.Source(""), context).Value.Text;
            text.Length.ShouldBe(length);
            text.Count(char.IsAsciiDigit).ShouldBeGreaterThanOrEqualTo(digits);
            text.Count(char.IsAsciiLetterUpper).ShouldBeGreaterThanOrEqualTo(capitals);
            text.Count(char.IsAsciiLetterLower).ShouldBeGreaterThanOrEqualTo(small);
            text.Count(character => !char.IsAsciiLetterOrDigit(character)).ShouldBeGreaterThanOrEqualTo(specials);
            text.IndexOfAny(avoided.ToCharArray()).ShouldBe(-1);
        }
    }

    [Fact]
    public void An_expression_serves_many_threads()
    {
        var parsed = Expression.Parse("""Replace(Join(" ",[first],[last]), ,"(?<w>\\w+) ", ,"${w}-")""").Expression!;
        Parallel.For(0, 1_000, index =>
            parsed.Evaluate(Samples.Source($"first=a{index}; last=b"), Samples.Context()).Value.Text.ShouldBe($"a{index}-b"));
    }

    private static EvaluationResult Evaluate(string text, string attributes)
    {
        var parsed = Expression.Parse(text);
        parsed.Error.ShouldBeNull(text);
        return parsed.Expression!.Evaluate(Samples.Source(attributes), Samples.Context());
    }
}
