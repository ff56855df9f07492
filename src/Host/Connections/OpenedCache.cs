using Sutler.Host.Cache;

namespace Sutler.Host.Connections;

/// <summary>A cache that is loaded, with the types that its objects are answered as.</summary>
/// <param name="Cache">The objects.</param>
/// <param name="Store">Their file.</param>
/// <param name="Types">Their types.</param>
/// <param name="Mark">The import that they stem from; null when there was none under the present settings and schema.</param>
internal sealed record OpenedCache(ObjectCache Cache, CacheStore Store, ConnectionTypes Types, ImportMark? Mark);
