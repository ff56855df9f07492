using System.Buffers;
using System.Buffers.Text;

namespace Sutler.Scim.Server;

/// <summary>
/// Writes a list (RFC 7644 §3.4.2) around resources that are UTF-8 already: <see cref="WriteStart"/>, each resource with
/// <see cref="WriteSeparator"/> between two, <see cref="WriteEnd"/>.
/// </summary>
public static class ListResponseWriter
{
    /// <summary>URN of the message.</summary>
    public const string MessageUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private const int MaxDigits = 11;

    /// <summary>Writes what stands before the resources.</summary>
    /// <param name="body">Where to.</param>
    /// <param name="totalResults">How many resources match in all.</param>
    /// <param name="startIndex">Position of the first result, from 1.</param>
    /// <param name="itemsPerPage">How many resources follow.</param>
    public static void WriteStart(IBufferWriter<byte> body, int totalResults, int startIndex, int itemsPerPage)
    {
        ArgumentNullException.ThrowIfNull(body);
        body.Write("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":"""u8);
        WriteNumber(body, totalResults);
        body.Write(",\"startIndex\":"u8);
        WriteNumber(body, startIndex);
        body.Write(",\"itemsPerPage\":"u8);
        WriteNumber(body, itemsPerPage);
        body.Write(",\"Resources\":["u8);
    }

    /// <summary>Writes what stands between two resources.</summary>
    public static void WriteSeparator(IBufferWriter<byte> body) => body.Write(","u8);

    /// <summary>Writes what stands behind the resources.</summary>
    public static void WriteEnd(IBufferWriter<byte> body) => body.Write("]}"u8);

    /// <summary>Writes a whole list.</summary>
    public static void Write(IBufferWriter<byte> body, int totalResults, int startIndex, IReadOnlyList<ReadOnlyMemory<byte>> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        WriteStart(body, totalResults, startIndex, resources.Count);
        for (var i = 0; i < resources.Count; i++)
        {
            if (i > 0)
                WriteSeparator(body);
            body.Write(resources[i].Span);
        }
        WriteEnd(body);
    }

    private static void WriteNumber(IBufferWriter<byte> body, int number)
    {
        Utf8Formatter.TryFormat(number, body.GetSpan(MaxDigits), out var written);
        body.Advance(written);
    }
}
