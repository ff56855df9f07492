using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Directory;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Values of the directory as JSON, and JSON values as the directory keeps them: text, flags, numbers, and lists of text.</summary>
internal static class AttributeText
{
    public const int MostLength = 64 * 1024;

    public static JsonNode? ToJson(object? value, bool isList) => (value, isList) switch
    {
        (null, _) => null,
        (IEnumerable<string> many, true) => new JsonArray([.. many.Select(item => (JsonNode?)item)]),
        (IEnumerable<string> many, false) => many.FirstOrDefault(),
        (bool flag, false) => flag,
        (decimal number, false) => number.ToString(CultureInfo.InvariantCulture),
        (_, true) => new JsonArray(Convert.ToString(value, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The value to keep; null for none.</summary>
    /// <exception cref="FormatException">The value cannot be kept; the message says the rule, to be put behind the attribute's name.</exception>
    public static object? FromJson(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Count == 0 ? null : list.Select(item => FromJson(item) as string ?? throw new FormatException("must be a list of texts")).ToArray(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.TryGetValue<decimal>(out var number) ? number : throw new FormatException("must be a smaller number"),
            JsonValueKind.String => Text(value.GetValue<string>()),
            _ => null,
        },
        _ => throw new FormatException("must be a single value or a list of texts"),
    };

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (IEnumerable<string> one, IEnumerable<string> other) when left is not string && right is not string => one.SequenceEqual(other, StringComparer.Ordinal),
        _ => Equals(left, right),
    };

    /// <summary>Whether every name has the same value on both sides.</summary>
    public static bool AreEqual(IReadOnlyDictionary<string, object> left, IReadOnlyDictionary<string, object> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other));

    /// <summary>The type that the directory keeps an attribute in, where it is not text.</summary>
    public static bool IsList(string attribute) => attribute.Equals("proxyAddresses", StringComparison.OrdinalIgnoreCase);

    public static bool IsFlag(string attribute) =>
        attribute.Equals("dirSyncEnabled", StringComparison.OrdinalIgnoreCase) || attribute.Equals(UserAttribute.AccountEnabled, StringComparison.OrdinalIgnoreCase);

    private static string? Text(string text)
    {
        if (text.Length > MostLength)
            throw new FormatException($"must have at most {MostLength} characters");
        return IsStorable(text) ? text.Length == 0 ? null : text : throw new FormatException("must be text without a NUL character and without half of a surrogate pair");
    }

    /// <summary>Whether every target and store can keep the text.</summary>
    public static bool IsStorable(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var used) is not OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }
}
