using System.Globalization;
using Sutler.Expressions.Values;

namespace Sutler.Expressions.Tests;

/// <summary>Every documented fact (S/EXPR-20 to 99) and the edges around it, under several cultures: expression, attributes, expected text.</summary>
public sealed class FactsTests
{
    private static readonly string[] CultureNames = ["", "en-US", "tr-TR", "de-DE"];

    public static IEnumerable<TheoryDataRow<string, string, string?>> Facts =>
        TextFacts.All.Concat(ChoiceFacts.All).Concat(NumberFacts.All).Concat(DateFacts.All).Concat(ReplaceFacts.All).Concat(RoleFacts.All)
            .Select(fact => new TheoryDataRow<string, string, string?>(fact.Expression, fact.Attributes, fact.Expected));

    /// <summary>Expected <c>null</c> is the null value; <c>!x</c> an error whose message holds x; <c>[a|b]</c> a list; <c>~</c> leaves the flow.</summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void Fact_holds(string expression, string attributes, string? expected)
    {
        foreach (var name in CultureNames)
        {
            var before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            try
            {
                Evaluated(expression, attributes).ShouldBe(expected, $"under {name}: {expression}");
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    /// <summary>Dates do not depend on the machine's zone (S/EXPR-77, S/TEST-7).</summary>
    [Theory]
    [InlineData("America/Los_Angeles")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("UTC")]
    public void Date_facts_hold_in_every_zone(string zone)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            Assert.SkipUnless(TimeZoneInfo.Local.BaseUtcOffset == TimeZoneInfo.FindSystemTimeZoneById(zone).BaseUtcOffset, "The zone of a process cannot be set here.");
            foreach (var (expression, attributes, expected) in DateFacts.All)
                Evaluated(expression, attributes).ShouldBe(expected, $"in {zone}: {expression}");
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static string? Evaluated(string expression, string attributes)
    {
        var parsed = Expression.Parse(expression);
        if (parsed.Error is { } fault)
            return "parse: " + fault.Message;
        var result = parsed.Expression!.Evaluate(Samples.Source(attributes), Samples.Context());
        if (result.Error is { } error)
            return "!" + error.Message;
        if (result.LeavesFlow)
            return "~";
        return result.Value.Kind switch
        {
            ExpressionValueKind.Null => null,
            ExpressionValueKind.List => $"[{string.Join('|', result.Value.Items.Select(Samples.Text))}]",
            _ => result.Value.Text,
        };
    }
}
