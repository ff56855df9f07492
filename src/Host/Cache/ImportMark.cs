namespace Sutler.Host.Cache;

/// <summary>What the stored objects stem from.</summary>
/// <param name="Fingerprint">Hash of settings and schema: objects read under other settings are not answered.</param>
/// <param name="Started">When the last full import began, in milliseconds since 1970 UTC.</param>
/// <param name="Watermark">Where a delta import may start; null when unknown.</param>
internal sealed record ImportMark(string Fingerprint, long Started, string? Watermark);
