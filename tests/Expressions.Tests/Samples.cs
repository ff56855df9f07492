using Sutler.Expressions.Values;

namespace Sutler.Expressions.Tests;

/// <summary>Objects and surroundings for tests.</summary>
internal static class Samples
{
    /// <summary>The moment that <c>Now()</c> gives.</summary>
    public static readonly DateTimeOffset Now = new(2021, 7, 2, 15, 33, 38, TimeSpan.Zero);

    /// <summary>Attributes as <c>name=value; name=a|b; flag=#true; number=#5; gone=</c> (an empty text), so that a fact fits on a line.</summary>
    public static DictionarySource Source(string attributes) => new(
        attributes.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Value(part[1])));

    public static EvaluationContext Context()
    {
        var next = 0;
        return new EvaluationContext
        {
            Clock = new FixedClock(),
            NextGuid = () => new Guid("00AA00AA-BB11-CC22-DD33-44EE44EE44EE"),
            NextRandom = limit => next++ % limit,
            DefaultDomain = "contoso.com",
            Tables = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["countries"] = new Dictionary<string, string> { ["DE"] = "Germany", [""] = "nowhere" } },
        };
    }

    public static string Text(ExpressionValue value) => value.Parts is { } parts
        ? "{" + string.Join(',', parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key}={part.Value.Text}")) + "}"
        : value.Text;

    private static ExpressionValue Value(string text) => text switch
    {
        "#true" => ExpressionValue.Of(true),
        "#false" => ExpressionValue.Of(false),
        ['#', .. var digits] => ExpressionValue.Of(long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)),
        ['{', ..] => ExpressionValue.List([.. text.Split('|').Select(Record)]),
        _ when text.Contains('|', StringComparison.Ordinal) => ExpressionValue.List([.. text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(ExpressionValue.Of)]),
        _ => ExpressionValue.Of(text),
    };

    private static ExpressionValue Record(string text) => ExpressionValue.Record(
        text.Trim('{', '}').Split(',').Select(part => part.Split(':', 2)).ToDictionary(part => part[0], part => ExpressionValue.Of(part[1])));

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
