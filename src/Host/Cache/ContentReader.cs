using System.Globalization;
using System.Text.Json;

namespace Sutler.Host.Cache;

/// <summary>Reads single values out of an entry's content without building a document.</summary>
internal static class ContentReader
{
    /// <summary>Adds the values at a place to a list: text, and whole numbers as text. A list yields each of its values.</summary>
    public static void Texts(ReadOnlySpan<byte> content, ContentPath path, List<string> texts)
    {
        var reader = new Utf8JsonReader(content);
        reader.Read();
        if (path.Extension is { } extension && !(MoveTo(ref reader, extension) && reader.TokenType is JsonTokenType.StartObject))
            return;
        if (!MoveTo(ref reader, path.Attribute))
            return;
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            Take(ref reader, path, texts);
            return;
        }

        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            Take(ref reader, path, texts);
    }

    /// <summary>The first value at a place; null when there is none.</summary>
    public static string? Text(ReadOnlySpan<byte> content, ContentPath path)
    {
        var texts = new List<string>(1);
        Texts(content, path, texts);
        return texts is [] ? null : texts[0];
    }

    private static void Take(ref Utf8JsonReader reader, ContentPath path, List<string> texts)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            if (path.Part is null && Scalar(ref reader) is { } only)
                texts.Add(only);
            return;
        }

        string? value = null;
        string? qualifier = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isPart = reader.ValueTextEquals(path.Part);
            var isQualifier = path.Qualifier is not null && reader.ValueTextEquals(path.Qualifier);
            reader.Read();
            if (isPart)
                value = Scalar(ref reader);
            else if (isQualifier)
                qualifier = Scalar(ref reader);
            reader.Skip();
        }

        if (value is not null)
            texts.Add(path.Qualifier is null ? value : $"{value}\n{qualifier}");
    }

    private static string? Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>From the start of an object to the value of a member, or to the end of the object.</summary>
    public static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> member)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(member);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }

        return false;
    }
}
