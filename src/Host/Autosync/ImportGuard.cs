using System.Globalization;
using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>Holds an import that would drop suspiciously many objects (H/CACHE-10): an empty table is more often an accident than a truth.</summary>
internal static class ImportGuard
{
    /// <summary>So many objects may always go: in a small target the share says little.</summary>
    public const int AlwaysAllowed = 20;

    /// <summary>Why the import is held; null when it may go through.</summary>
    public static string? Judge(ImportDifference difference, double holdAbovePercent)
    {
        if (difference.Dropped <= AlwaysAllowed || difference.Dropped <= difference.Before * holdAbovePercent / 100)
            return null;
        var share = 100.0 * difference.Dropped / difference.Before;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The import would drop {difference.Dropped} of {difference.Before} objects ({share:0.#} %, allowed are {holdAbovePercent:0.#} %). " +
            $"The old objects stay. If the target is right, raise import.holdAbovePercent in the connection's file and reload the connection.");
    }
}
