using System.Globalization;

namespace Sutler.Scim.Resources;

/// <summary>Dates and times as RFC 7643 §2.3.5 writes them; one without a zone is taken as UTC.</summary>
internal static class ScimDateTime
{
    private static readonly string[] _formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd",
    ];

    public static bool TryParse(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
}
