using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>A short hash of an object's values: equal for equal objects, whatever order their attributes come in a dictionary of the same type.</summary>
internal static class SqlHash
{
    private const int Bytes = 16;

    public static byte[] Of(ConnectorObject found, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        Write(buffer, found.Attributes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return hash[..Bytes].ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> buffer, object value)
    {
        switch (value)
        {
            case string text:
                Text(buffer, 1, text);
                break;
            case byte[] bytes:
                Head(buffer, 2, bytes.Length);
                buffer.Write(bytes);
                break;
            case bool flag:
                Head(buffer, 3, flag ? 1 : 0);
                break;
            case DateTimeOffset moment:
                Head(buffer, 4, moment.UtcTicks);
                break;
            case long number:
                Head(buffer, 5, number);
                break;
            case ObjectReference reference:
                Text(buffer, 6, reference.ObjectType);
                foreach (var part in reference.Anchor.Values)
                    Text(buffer, 7, part);
                break;
            case IReadOnlyDictionary<string, object> parts:
                Head(buffer, 8, parts.Count);
                foreach (var (name, part) in parts)
                {
                    Text(buffer, 9, name);
                    Write(buffer, part);
                }

                break;
            case IReadOnlyList<object> list:
                Head(buffer, 10, list.Count);
                foreach (var item in list)
                    Write(buffer, item);
                break;
            default:
                Text(buffer, 11, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private static void Text(ArrayBufferWriter<byte> buffer, byte kind, string text)
    {
        Head(buffer, kind, text.Length);
        Encoding.UTF8.GetBytes(text, buffer);
    }

    private static void Head(ArrayBufferWriter<byte> buffer, byte kind, long number)
    {
        var span = buffer.GetSpan(9);
        span[0] = kind;
        BitConverter.TryWriteBytes(span[1..], number);
        buffer.Advance(9);
    }
}
