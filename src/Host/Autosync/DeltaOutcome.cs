using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>How far a delta import has come. Its watermark stops where a page was not taken in whole, though later pages are taken in.</summary>
internal sealed class DeltaOutcome(ImportMark mark, long started)
{
    private bool _stopped;

    public ImportMark Mark { get; private set; } = mark;

    /// <summary>Whether a page was held; nothing after it is read.</summary>
    public bool IsHeld { get; set; }

    public int Changed { get; private set; }

    public int Dropped { get; private set; }

    /// <summary>The mark that is stored when everything has been read.</summary>
    public DeltaMark AtEnd => new(Mark.Watermark, started);

    /// <summary>The mark that is stored with a page.</summary>
    /// <param name="watermark">The page's.</param>
    /// <param name="whole">Whether all of the page is taken in.</param>
    public DeltaMark? At(string? watermark, bool whole) => _stopped || !whole || watermark is null ? null : new DeltaMark(watermark, null);

    /// <summary>A page and its mark are stored, unless it was held.</summary>
    public void Add(ImportDifference difference, string? watermark, bool whole)
    {
        if (IsHeld)
            return;
        if (At(watermark, whole) is { } mark)
            Mark = Mark with { Watermark = mark.Watermark };
        _stopped |= !whole;
        Changed += difference.Changes.Count;
        Dropped += difference.Dropped;
    }

    public void End() => Mark = Mark with { Started = started };
}
