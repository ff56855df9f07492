namespace Sutler.Host.Cache;

/// <summary>What an import would change in the cache.</summary>
/// <param name="Before">Objects before.</param>
/// <param name="Changes">Objects added, changed and dropped.</param>
/// <param name="Dropped">How many of the changes drop an object.</param>
internal sealed record ImportDifference(int Before, IReadOnlyList<CacheChange> Changes, int Dropped)
{
    /// <summary>Whether nothing would be left.</summary>
    public bool IsEmptied => Before > 0 && Dropped == Before && Changes.Count == Dropped;
}
