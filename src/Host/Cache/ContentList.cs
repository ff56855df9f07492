using System.Text.Json;

namespace Sutler.Host.Cache;

/// <summary>Finds the values of a list within stored content, without building a document.</summary>
internal static class ContentList
{
    /// <summary>Where the values of the list stand in the content; empty when there is no list there.</summary>
    public static List<(int From, int To)> Items(ReadOnlySpan<byte> content, ContentPath path)
    {
        var items = new List<(int From, int To)>();
        var reader = new Utf8JsonReader(content);
        reader.Read();
        if (path.Extension is { } extension && !(ContentReader.MoveTo(ref reader, extension) && reader.TokenType is JsonTokenType.StartObject))
            return items;
        if (!ContentReader.MoveTo(ref reader, path.Attribute) || reader.TokenType is not JsonTokenType.StartArray)
            return items;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add((from, (int)reader.BytesConsumed));
        }

        return items;
    }
}
