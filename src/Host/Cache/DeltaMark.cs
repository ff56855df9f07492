namespace Sutler.Host.Cache;

/// <summary>How far a delta import has come.</summary>
/// <param name="Watermark">Where the next one may start.</param>
/// <param name="Started">When this one began, once it has read everything; null before.</param>
internal sealed record DeltaMark(string? Watermark, long? Started);
