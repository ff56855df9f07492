namespace Sutler.Connectors.Sdk;

/// <summary>What an import should read.</summary>
/// <param name="Kind">Everything, or changes only.</param>
/// <param name="Watermark">For a delta: where the last import ended.</param>
/// <param name="PageSize">Most objects a page, from 1.</param>
public sealed record ImportRequest(ImportKind Kind, string? Watermark, int PageSize);
