using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Export;

/// <summary>What became of a write.</summary>
/// <param name="Entry">The object now; null when it is gone, or after an error.</param>
/// <param name="Error">Why it was not made; null when it was.</param>
internal readonly record struct WriteOutcome(CacheEntry? Entry, ConnectorError? Error);
