using System.Globalization;

namespace Sutler.Host.Autosync;

/// <summary>One field of a cron line: the values it allows, as bits.</summary>
/// <param name="Bits">Bit n stands for the value n.</param>
/// <param name="IsWildcard">Whether it was written as <c>*</c>, so that it restricts nothing.</param>
internal readonly record struct CronField(ulong Bits, bool IsWildcard)
{
    public bool Allows(int value) => (Bits & (1UL << value)) != 0;

    /// <summary>Reads lists of <c>*</c>, <c>a</c>, <c>a-b</c>, each with an optional <c>/step</c>; null when it is not such a list.</summary>
    /// <param name="text">The field.</param>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    /// <param name="names">Names of the values from <paramref name="least"/> on, such as JAN; empty when there are none.</param>
    public static CronField? Parse(string text, int least, int most, ReadOnlySpan<string> names)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            if (Part(part, (least, most), names) is not { } some)
                return null;
            bits |= some;
        }

        return new CronField(bits, text is "*");
    }

    private static ulong? Part(string part, (int Least, int Most) range, ReadOnlySpan<string> names)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var (span, step) = slash >= 0 ? (part[..slash], Number(part[(slash + 1)..])) : (part, 1);
        if (step is not (> 0 and < 64) || Span(span, slash >= 0, range, names) is not var (from, to))
            return null;
        var bits = 0UL;
        for (var value = from; value <= to; value += step.Value)
            bits |= 1UL << value;
        return bits;
    }

    private static (int From, int To)? Span(string text, bool stepped, (int Least, int Most) range, ReadOnlySpan<string> names)
    {
        if (text is "*")
            return range;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var from = Value(dash < 0 ? text : text[..dash], range.Least, names);
        var to = dash < 0 ? (stepped ? range.Most : from) : Value(text[(dash + 1)..], range.Least, names);
        return from >= range.Least && to <= range.Most && from <= to ? (from.Value, to.Value) : null;
    }

    private static int? Value(string text, int least, ReadOnlySpan<string> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (string.Equals(names[i], text, StringComparison.OrdinalIgnoreCase))
                return least + i;
        }

        return Number(text);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
