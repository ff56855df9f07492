using System.Globalization;
using Sutler.Service.Escrow;

namespace Sutler.Service.Directory;

/// <summary>Times as the directory's tables and documents hold them: of fixed width, so that text order is time order.</summary>
internal static class DirectoryTime
{
    public static string? Text(DateTimeOffset? time) => time is { } given ? EscrowStore.Text(given) : null;

    public static DateTimeOffset? Parse(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
