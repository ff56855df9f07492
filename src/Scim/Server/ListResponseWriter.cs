using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Sutler.Scim.Server;

/// <summary>Writes a list (RFC 7644 §3.4.2) around resources that are UTF-8 already.</summary>
internal static class ListResponseWriter
{
    public const string MessageUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private const int MaxDigits = 11;

    public static void Write(IBufferWriter<byte> body, ScimPage page)
    {
        body.Write("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]"""u8);
        if (page.TotalResults is { } total)
            WriteNumber(body, ",\"totalResults\":"u8, total);
        if (page.StartIndex is { } startIndex)
            WriteNumber(body, ",\"startIndex\":"u8, startIndex);
        WriteNumber(body, ",\"itemsPerPage\":"u8, page.Count);
        WriteCursor(body, ",\"nextCursor\":\""u8, page.NextCursor);
        WriteCursor(body, ",\"previousCursor\":\""u8, page.PreviousCursor);
        body.Write(",\"Resources\":["u8);
        for (var i = 0; i < page.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            page.WriteResource(body, i);
        }
        body.Write("]}"u8);
    }

    // Cursors hold unreserved characters of URLs only (RFC 9865 §2), so there is nothing to escape.
    private static void WriteCursor(IBufferWriter<byte> body, ReadOnlySpan<byte> member, string? cursor)
    {
        if (cursor is null)
            return;
        body.Write(member);
        Encoding.UTF8.GetBytes(cursor, body);
        body.Write("\""u8);
    }

    private static void WriteNumber(IBufferWriter<byte> body, ReadOnlySpan<byte> member, int number)
    {
        body.Write(member);
        Utf8Formatter.TryFormat(number, body.GetSpan(MaxDigits), out var written);
        body.Advance(written);
    }
}
