namespace Sutler.Host.Cache;

/// <summary>
/// One object of the target as the gateway answers it: the resource as UTF-8 JSON, ready to send. Immutable; a change makes a new entry.
/// What is the same for all objects of a type, the id, the times and the base URL are written around the content when it is sent.
/// </summary>
internal sealed class CacheEntry(string id, byte[] content, CacheEntryMeta meta)
{
    private readonly CacheEntryMeta _meta = meta;
    private int _extensions = -1;

    public string Id { get; } = id;

    /// <summary>The resource without <c>schemas</c>, <c>id</c> and <c>meta</c>, in the canonical order of its view.</summary>
    public byte[] Content { get; } = content;

    public int Version => _meta.Version;

    public DateTimeOffset Created => DateTimeOffset.FromUnixTimeMilliseconds(_meta.Created);

    public DateTimeOffset Modified => DateTimeOffset.FromUnixTimeMilliseconds(_meta.Modified);

    public CacheEntryMeta Meta => _meta;

    public string ETag => $"W/\"{_meta.Version}\"";

    public static CacheEntry First(string id, byte[] content, long now) => new(id, content, new CacheEntryMeta(1, now, now));

    /// <summary>Which extensions the content has attributes of; looked for once.</summary>
    public int Extensions(View.ResourceView view)
    {
        if (_extensions < 0)
            _extensions = view.Extensions(Content);
        return _extensions;
    }

    /// <summary>The entry after the target showed this content: the same entry when nothing changed (version and time stay).</summary>
    public CacheEntry Next(byte[] content, long now) =>
        Content.AsSpan().SequenceEqual(content)
            ? this
            : new CacheEntry(Id, content, new CacheEntryMeta(_meta.Version + 1, _meta.Created, Math.Max(now, _meta.Modified)));
}
