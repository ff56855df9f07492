using System.Globalization;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>
/// Holds an import that would drop suspiciously many objects (H/CACHE-10): an empty table is more often an accident than a truth. What was
/// held and shown can be accepted: then the next import passes that drops no more than that, and acceptance is used up. Pure but for that.
/// </summary>
internal sealed class ImportGuard(double holdAbovePercent)
{
    /// <summary>So many objects may always go unless they are all there is: in a small target the share says little.</summary>
    public const int AlwaysAllowed = 20;

    private const int MaxSamples = 10;
    private readonly Lock _lock = new();
    private HeldImport? _held;
    private int? _accepted;

    /// <summary>The import that was held last; null when one has been taken in since.</summary>
    public HeldImport? Held
    {
        get
        {
            lock (_lock)
                return _held;
        }
    }

    /// <summary>Lets what is shown as held pass at the next import. False when nothing is held.</summary>
    public bool Accept()
    {
        lock (_lock)
        {
            _accepted = _held?.Dropped;
            return _held is not null;
        }
    }

    /// <summary>Whether the import may be taken in.</summary>
    /// <param name="kind">What it reads.</param>
    /// <param name="difference">What it would change.</param>
    /// <param name="before">What the same import dropped already, in its earlier pages.</param>
    public bool Allows(ImportKind kind, ImportDifference difference, int before)
    {
        var (dropped, total) = (before + difference.Dropped, difference.Before + before);
        lock (_lock)
        {
            if (difference.Dropped == 0 || (!difference.IsEmptied && IsUsual(dropped, total)) || dropped <= _accepted)
                return true;
            var samples = difference.Changes.Where(c => c.Entry is null).Take(MaxSamples).Select(c => $"{c.Type}/{c.Id}");
            _held = new HeldImport(kind, Reason(dropped, total, difference.IsEmptied), dropped, total, [.. samples]);
            _accepted = null;
            return false;
        }
    }

    /// <summary>An import was taken in whole.</summary>
    public void Passed()
    {
        lock (_lock)
            (_held, _accepted) = (null, null);
    }

    private bool IsUsual(int dropped, int total) => dropped <= AlwaysAllowed || dropped <= total * holdAbovePercent / 100;

    private string Reason(int dropped, int total, bool emptied)
    {
        const string Remedy = "The old objects stay. If the target is right, accept the import";
        var share = 100.0 * dropped / total;
        return emptied
            ? $"The import would drop all {total} objects. {Remedy}."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The import would drop {dropped} of {total} objects ({share:0.#} %, allowed are {holdAbovePercent:0.#} %). {Remedy}, or raise import.holdAbovePercent in the connection's file and reload the connection.");
    }
}
