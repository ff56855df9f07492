namespace Sutler.Connectors.Sdk;

/// <summary>One page of an import. The end of the stream is the end of the import.</summary>
/// <param name="Objects">Objects as they stand in the target.</param>
/// <param name="Deleted">Delta only: objects that are gone.</param>
/// <param name="Watermark">Where a later delta may start once this page is stored; null when unknown.</param>
public sealed record ImportPage(IReadOnlyList<ConnectorObject> Objects, IReadOnlyList<ObjectReference> Deleted, string? Watermark);
