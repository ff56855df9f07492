namespace Sutler.Host.Cache;

/// <summary>What SCIM says about a resource beside its attributes. Times are milliseconds since 1970 UTC.</summary>
internal readonly record struct CacheEntryMeta(int Version, long Created, long Modified);
