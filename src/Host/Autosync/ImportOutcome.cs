using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>How an import ended that read everything.</summary>
/// <param name="Started">When it began, in milliseconds since 1970 UTC.</param>
/// <param name="Read">Objects read.</param>
/// <param name="Difference">What it changed, or would have changed.</param>
/// <param name="Held">Why it was held; null when it was taken in.</param>
internal sealed record ImportOutcome(long Started, int Read, ImportDifference Difference, string? Held);
