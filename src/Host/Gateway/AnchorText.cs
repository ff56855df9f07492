using System.Globalization;

namespace Sutler.Host.Gateway;

/// <summary>The invariant text form that a value has in an anchor.</summary>
internal static class AnchorText
{
    public static string? Of(object value) => value switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        byte[] octets => Convert.ToBase64String(octets),
        DateTimeOffset moment => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => null,
    };
}
