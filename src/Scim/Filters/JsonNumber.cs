using System.Globalization;

namespace Sutler.Scim.Filters;

/// <summary>Numbers as JSON writes them (RFC 8259 §6): no sign '+', no leading zeros.</summary>
internal static class JsonNumber
{
    public static bool Looks(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] == '-')
            text = text[1..];
        var digits = CountDigits(text);
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        text = text[digits..];
        return TakeFraction(ref text) && TakeExponent(ref text) && text.IsEmpty;
    }

    public static bool TryRead(ReadOnlySpan<char> text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool TakeFraction(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '.')
            return true;
        var digits = CountDigits(text[1..]);
        text = text[(digits + 1)..];
        return digits > 0;
    }

    private static bool TakeExponent(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('e' or 'E'))
            return true;
        text = text[1..];
        if (!text.IsEmpty && text[0] is '+' or '-')
            text = text[1..];
        var digits = CountDigits(text);
        text = text[digits..];
        return digits > 0;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
