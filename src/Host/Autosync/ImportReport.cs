using Sutler.Connectors.Sdk;

namespace Sutler.Host.Autosync;

/// <summary>How an import ended that read everything.</summary>
/// <param name="Kind">What it read: all where a delta was not possible.</param>
/// <param name="Read">Objects read.</param>
/// <param name="Changed">Objects added, changed or dropped.</param>
/// <param name="Dropped">Objects dropped.</param>
/// <param name="Held">Why it was held; null when it was taken in.</param>
internal sealed record ImportReport(ImportKind Kind, int Read, int Changed, int Dropped, HeldImport? Held);
