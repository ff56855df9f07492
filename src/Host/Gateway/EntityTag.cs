using Sutler.Host.Cache;

namespace Sutler.Host.Gateway;

/// <summary>Compares the lists of <c>If-Match</c> and <c>If-None-Match</c> with an object's version; tags are weak (RFC 9110 §8.8.3).</summary>
internal static class EntityTag
{
    public static bool Matches(string header, CacheEntry entry)
    {
        var tag = entry.ETag.AsSpan(2);
        foreach (var range in header.AsSpan().Split(','))
        {
            var part = header.AsSpan()[range].Trim();
            if (part is "*")
                return true;
            if (part.StartsWith("W/", StringComparison.Ordinal))
                part = part[2..];
            if (part.SequenceEqual(tag))
                return true;
        }

        return false;
    }
}
