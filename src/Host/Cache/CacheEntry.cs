namespace Sutler.Host.Cache;

/// <summary>
/// One object of the target as the gateway answers it: the attributes as UTF-8 JSON, ready to send. Immutable; a change makes a new entry.
/// Everything that is the same for all objects of a type, and the base URL, is written around the content when it is sent.
/// </summary>
internal sealed class CacheEntry(string id, byte[] content, CacheEntryMeta meta)
{
    private readonly CacheEntryMeta _meta = meta;

    public string Id { get; } = id;

    /// <summary>The JSON object with the connector's attributes, in schema order.</summary>
    public byte[] Content { get; } = content;

    public int Version => _meta.Version;

    public DateTimeOffset Created => DateTimeOffset.FromUnixTimeMilliseconds(_meta.Created);

    public DateTimeOffset Modified => DateTimeOffset.FromUnixTimeMilliseconds(_meta.Modified);

    public CacheEntryMeta Meta => _meta;

    public string ETag => $"W/\"{_meta.Version}\"";

    public static CacheEntry First(string id, byte[] content, long now) => new(id, content, new CacheEntryMeta(1, now, now));

    /// <summary>The entry after the target showed this content: the same entry when nothing changed (version and time stay).</summary>
    public CacheEntry Next(byte[] content, long now) =>
        Content.AsSpan().SequenceEqual(content)
            ? this
            : new CacheEntry(Id, content, new CacheEntryMeta(_meta.Version + 1, _meta.Created, Math.Max(now, _meta.Modified)));
}
