using System.Text.Json;
using System.Text.Unicode;

namespace Sutler.Scim;

/// <summary>Reads JSON that came from outside, and refuses text that is not well-formed Unicode: reading it would fail later.</summary>
internal static class JsonText
{
    /// <summary>The document; it holds memory of its own.</summary>
    /// <exception cref="JsonException">It is not JSON, or holds broken text.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8, JsonDocumentOptions options = default)
    {
        if (!Utf8.IsValid(utf8))
            throw new JsonException("The text is not valid UTF-8.");
        try
        {
            var root = JsonElement.Parse(utf8, options);
            if (utf8.IndexOf("\\u"u8) >= 0)
                Touch(root);
            return root;
        }
        catch (InvalidOperationException exception)
        {
            // An escape such as \ud800 stands for half a character; the parser lets it pass until the string is read.
            throw new JsonException("The text holds an escape of half a character.", exception);
        }
    }

    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Touch(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Touch(member.Value);
                }
                break;
            default:
                break;
        }
    }
}
