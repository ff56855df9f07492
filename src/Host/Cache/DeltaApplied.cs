namespace Sutler.Host.Cache;

/// <summary>What became of a page of a delta import.</summary>
/// <param name="Stale">Sightings that have to be made again; then nothing was taken in.</param>
/// <param name="Difference">What the page changed, or would have changed; null when sightings are stale.</param>
/// <param name="IsWhole">Whether nothing was left out.</param>
internal sealed record DeltaApplied(IReadOnlyList<DeltaReading> Stale, ImportDifference? Difference, bool IsWhole);
