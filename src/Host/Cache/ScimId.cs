using System.Buffers;
using System.Text;
using Sutler.Connectors.Sdk;

namespace Sutler.Host.Cache;

/// <summary>
/// SCIM ids are anchors in a reversible form that needs no escaping in a URL or in JSON: letters, digits and <c>-</c> stand for
/// themselves, every other byte of the UTF-8 form is <c>_XX</c> in upper-case hexadecimal, and several values are joined by <c>~</c> (H/SCIM-10).
/// </summary>
internal static class ScimId
{
    private const int MaxLength = 4096;
    private static readonly SearchValues<char> Plain = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static string Encode(Anchor anchor)
    {
        if (anchor.Values is [var only] && !only.AsSpan().ContainsAnyExcept(Plain))
            return only;

        var text = new StringBuilder();
        foreach (var value in anchor.Values)
        {
            if (text.Length > 0)
                text.Append('~');
            foreach (var octet in Encoding.UTF8.GetBytes(value))
                Append(text, octet);
        }

        return text.ToString();
    }

    /// <summary>The anchor that an id stands for; null when no anchor has this id.</summary>
    public static Anchor? Decode(string id)
    {
        if (id.Length is 0 or > MaxLength)
            return null;

        var parts = id.Split('~');
        var values = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (DecodeValue(parts[i]) is not { Length: > 0 } value)
                return null;
            values[i] = value;
        }

        var anchor = new Anchor(values);
        return string.Equals(Encode(anchor), id, StringComparison.Ordinal) ? anchor : null;
    }

    private static void Append(StringBuilder text, byte octet)
    {
        if (IsPlain((char)octet))
            text.Append((char)octet);
        else
            text.Append('_').Append(Convert.ToHexString([octet]));
    }

    private static string? DecodeValue(string part)
    {
        var octets = new byte[part.Length];
        var length = 0;
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '_')
            {
                octets[length++] = (byte)part[i];
                continue;
            }

            if (i + 2 >= part.Length || !byte.TryParse(part.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out octets[length++]))
                return null;
            i += 2;
        }

        return Encoding.UTF8.GetString(octets, 0, length);
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';
}
