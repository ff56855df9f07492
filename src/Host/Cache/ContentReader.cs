using System.Globalization;
using System.Text.Json;

namespace Sutler.Host.Cache;

/// <summary>Reads single attributes out of an entry's content without building a document.</summary>
internal static class ContentReader
{
    /// <summary>The text of a single string or number; null when the attribute is absent or of another kind.</summary>
    public static string? Text(ReadOnlySpan<byte> content, ReadOnlySpan<byte> attribute)
    {
        var reader = new Utf8JsonReader(content);
        if (!MoveTo(ref reader, attribute))
            return null;
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <summary>The attribute's value as the JSON it is stored as; empty when absent.</summary>
    public static ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> content, ReadOnlySpan<byte> attribute)
    {
        var reader = new Utf8JsonReader(content);
        if (!MoveTo(ref reader, attribute))
            return default;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return content[start..(int)reader.BytesConsumed];
    }

    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> attribute)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(attribute);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }

        return false;
    }
}
