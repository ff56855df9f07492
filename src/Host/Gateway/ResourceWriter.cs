using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Sutler.Host.Cache;
using Sutler.Host.Connections;

namespace Sutler.Host.Gateway;

/// <summary>Writes a cached object as a SCIM resource: constant parts, id and stored content are copied, nothing is parsed.</summary>
internal static class ResourceWriter
{
    private const int MaxDigits = 11;
    private const int TimeLength = 28;
    private static readonly StandardFormat TimeFormat = new('O');

    public static string Location(ExposedType type, string baseUrl, string id) => string.Concat(baseUrl, type.Endpoint, "/", id);

    public static void Write(IBufferWriter<byte> body, ExposedType type, string baseUrl, CacheEntry entry)
    {
        body.Write(type.Head(entry.Extensions(type.View)));
        WriteText(body, entry.Id);
        body.Write("\""u8);
        if (entry.Content.Length > 2)
        {
            body.Write(","u8);
            body.Write(entry.Content.AsSpan(1, entry.Content.Length - 2));
        }

        type.Inverse?.Write(body, entry);
        body.Write(type.AfterContent);
        WriteTime(body, entry.Created);
        body.Write("\",\"lastModified\":\""u8);
        WriteTime(body, entry.Modified);
        body.Write("\",\"version\":\"W/\\\""u8);
        Utf8Formatter.TryFormat(entry.Version, body.GetSpan(MaxDigits), out var digits);
        body.Advance(digits);
        body.Write("\\\"\",\"location\":\""u8);
        WriteText(body, System.Text.Json.JsonEncodedText.Encode(baseUrl, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value);
        WriteText(body, type.Endpoint);
        body.Write("/"u8);
        WriteText(body, entry.Id);
        body.Write("\"}}"u8);
    }

    private static void WriteText(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);

    private static void WriteTime(IBufferWriter<byte> body, DateTimeOffset time)
    {
        Utf8Formatter.TryFormat(time.UtcDateTime, body.GetSpan(TimeLength), out var written, TimeFormat);
        body.Advance(written);
    }
}
