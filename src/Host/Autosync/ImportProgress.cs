using Sutler.Connectors.Sdk;

namespace Sutler.Host.Autosync;

/// <summary>How far a running import has come.</summary>
/// <param name="Kind">What it reads.</param>
/// <param name="Read">Objects so far.</param>
/// <param name="PerSecond">Objects a second so far.</param>
public sealed record ImportProgress(ImportKind Kind, int Read, double PerSecond);
