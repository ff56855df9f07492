namespace Sutler.Host.Cache;

/// <summary>One difference between the cache before and after, as the store keeps it.</summary>
/// <param name="Type">Name of the object type.</param>
/// <param name="Id">SCIM id.</param>
/// <param name="Entry">The entry now; null when it is gone.</param>
internal readonly record struct CacheChange(string Type, string Id, CacheEntry? Entry);
