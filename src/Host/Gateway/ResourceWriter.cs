using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.View;

namespace Sutler.Host.Gateway;

/// <summary>Writes a cached object as a SCIM resource: constant parts, id and stored content are copied, nothing is parsed.</summary>
internal static class ResourceWriter
{
    private const int MaxDigits = 11;
    private const int TimeLength = 28;
    private static readonly StandardFormat TimeFormat = new('O');

    private static ReadOnlySpan<byte> RelativeReference => "\"$ref\":\"../"u8;

    public static string Location(ExposedType type, string baseUrl, string id) => string.Concat(baseUrl, type.Endpoint, "/", id);

    public static void Write(IBufferWriter<byte> body, ExposedType type, string baseUrl, CacheEntry entry)
    {
        var address = JsonEncodedText.Encode(baseUrl, ValueWriter.Encoder).EncodedUtf8Bytes;
        body.Write(type.Head(entry.Extensions(type.View)));
        WriteText(body, entry.Id);
        body.Write("\""u8);
        if (entry.Content.Length > 2)
        {
            body.Write(","u8);
            WriteContent(body, entry.Content.AsSpan(1, entry.Content.Length - 2), address);
        }

        type.Inverse?.Write(body, baseUrl, entry);
        body.Write(type.AfterContent);
        WriteTime(body, entry.Created);
        body.Write("\",\"lastModified\":\""u8);
        WriteTime(body, entry.Modified);
        body.Write("\",\"version\":\"W/\\\""u8);
        Utf8Formatter.TryFormat(entry.Version, body.GetSpan(MaxDigits), out var digits);
        body.Advance(digits);
        if (type.Inverse?.Mark(entry) is { } mark)
        {
            body.Write("."u8);
            WriteText(body, mark);
        }

        body.Write("\\\"\",\"location\":\""u8);
        body.Write(address);
        WriteText(body, type.Endpoint);
        body.Write("/"u8);
        WriteText(body, entry.Id);
        body.Write("\"}}"u8);
    }

    // Stored references are relative. RFC 7643 §2.3.7 and its own example in §8.2 resolve such ones differently, so clients get absolute ones.
    // The bytes looked for hold quotes that are not escaped: no value contains them.
    private static void WriteContent(IBufferWriter<byte> body, ReadOnlySpan<byte> content, ReadOnlySpan<byte> address)
    {
        for (var at = content.IndexOf(RelativeReference); at >= 0; at = content.IndexOf(RelativeReference))
        {
            var end = at + RelativeReference.Length;
            body.Write(content[..(end - "../".Length)]);
            body.Write(address);
            content = content[(end - 1)..];
        }

        body.Write(content);
    }

    private static void WriteText(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);

    private static void WriteTime(IBufferWriter<byte> body, DateTimeOffset time)
    {
        Utf8Formatter.TryFormat(time.UtcDateTime, body.GetSpan(TimeLength), out var written, TimeFormat);
        body.Advance(written);
    }
}
