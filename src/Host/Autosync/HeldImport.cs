using Sutler.Connectors.Sdk;

namespace Sutler.Host.Autosync;

/// <summary>An import that was not taken in because it would drop too much (H/CACHE-10).</summary>
/// <param name="Kind">What it read.</param>
/// <param name="Reason">Why it is held, and the remedy.</param>
/// <param name="Dropped">How many objects it would drop.</param>
/// <param name="Before">How many there are.</param>
/// <param name="Samples">Some of the objects that would go, as type and id.</param>
public sealed record HeldImport(ImportKind Kind, string Reason, int Dropped, int Before, IReadOnlyList<string> Samples);
