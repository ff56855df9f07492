using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;

namespace Sutler.Scim.Tests.Filters;

public class FilterPropertyTests
{
    private static readonly string[] _tokens =
    [
        "a", "userName", "urn:x:2.0:a", ".", "[", "]", "(", ")", " ", "\"", "\\", "eq", " eq ", "pr", " and ", " or ", "not", "true", "1", "-", "1e9",
        "\"x\"", "\\u0041", "\u0000", "é", "漢", "\ud800", ":", ",", "null",
    ];

    [Fact]
    public void Reads_again_what_it_wrote() =>
        Prop.ForAll(FilterGen.Filters, filter =>
        {
            var text = filter.ToString();
            var again = FilterParser.Parse(text);
            again.ShouldBe(filter);
            again.ToString().ShouldBe(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20260131, 1));

    [Fact]
    public void Throws_nothing_but_scim_errors_at_any_text()
    {
        const int Seed = 7644;
        var random = new Random(Seed);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100_000; i++)
        {
            var text = RandomText(random);
            try
            {
                FilterParser.Parse(text);
            }
            catch (ScimException exception)
            {
                exception.Error.Status.ShouldBe(400, $"seed {Seed}, round {i}: {text}");
                exception.Error.Detail.Length.ShouldBeLessThan(400);
            }
        }
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Stays_fast_on_hostile_text_of_full_length()
    {
        foreach (var part in new[] { "(", "a[", "\"", "\\", "a pr and ", "not (", "a eq \"\\u0041", ".", "urn:" })
        {
            var text = string.Concat(Enumerable.Repeat(part, FilterParser.MaxLength / part.Length));
            var clock = Stopwatch.StartNew();
            Should.Throw<ScimException>(() => FilterParser.Parse(text));
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1), part);
        }
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(1, 14); count > 0; count--)
            text.Append(_tokens[random.Next(_tokens.Length)]);
        return text.ToString();
    }
}
