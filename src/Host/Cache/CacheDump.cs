using System.Text.Json;

namespace Sutler.Host.Cache;

/// <summary>
/// Writes a cache as JSON lines: type, id, version, times and content of each object. What is write-only is not in the content, so not here.
/// Readers and writers go on meanwhile: each object is as it was when its turn came.
/// </summary>
internal static class CacheDump
{
    private const int FlushAt = 1 << 16;

    public static async Task WriteAsync(ObjectCache cache, Stream stream, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using var writer = new Utf8JsonWriter(buffer);
        foreach (var set in cache.Sets)
        {
            foreach (var (_, entry) in set.All)
            {
                Write(writer, set.Type.Name, entry);
                buffer.WriteByte((byte)'\n');
                if (buffer.Length >= FlushAt)
                    await FlushAsync(buffer, stream, cancellationToken);
            }
        }

        await FlushAsync(buffer, stream, cancellationToken);
    }

    private static void Write(Utf8JsonWriter writer, string type, CacheEntry entry)
    {
        writer.Reset();
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WriteString("id"u8, entry.Id);
        writer.WriteNumber("version"u8, entry.Version);
        writer.WriteString("created"u8, entry.Created);
        writer.WriteString("lastModified"u8, entry.Modified);
        writer.WritePropertyName("content"u8);
        writer.WriteRawValue(entry.Content, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
    }

    private static async Task FlushAsync(MemoryStream buffer, Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
        buffer.SetLength(0);
    }
}
