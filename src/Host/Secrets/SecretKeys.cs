using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Host.Secrets;

/// <summary>Which values of a connection are secrets, told by their keys, and how they are shown: as references, else as a mask.</summary>
internal static class SecretKeys
{
    public const string Mask = "***";

    private static readonly string[] Endings = ["password", "secret", "token", "passphrase", "pwd", "apikey", "privatekey", "secrettoken"];
    private static readonly string[] Parts = ["password", "pwd", "user password", "access token"];

    public static bool IsSecret(string key) => Array.Exists(Endings, ending => key.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    public static bool IsReference(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>Every secret that stands in the tree in clear: its owner, its key and its path.</summary>
    public static IEnumerable<(JsonObject Owner, string Key, string Path)> InClear(JsonNode root) =>
        Walk(root, "").Where(found => IsSecret(found.Key)
            && found.Owner[found.Key] is JsonValue value
            && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
            && !IsReference(value.ToString()));

    /// <summary>Every connection string in the tree.</summary>
    public static IEnumerable<(JsonObject Owner, string Key, string Path)> ConnectionStrings(JsonNode root) =>
        Walk(root, "").Where(found => found.Key.EndsWith("connectionString", StringComparison.OrdinalIgnoreCase)
            && found.Owner[found.Key] is JsonValue value && value.GetValueKind() is JsonValueKind.String);

    /// <summary>Takes the password out of a connection string; null when there is none in it.</summary>
    public static (string Text, string Password)? Split(string connectionString)
    {
        if (!Array.Exists(Parts, part => connectionString.Contains(part, StringComparison.OrdinalIgnoreCase)))
            return null;
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var key = Array.Find(Parts, parts.ContainsKey);
            if (key is null)
                return null;
            var password = parts[key].ToString() ?? "";
            parts.Remove(key);
            return (parts.ConnectionString, password);
        }
        catch (ArgumentException)
        {
            // Not in the form of a connection string: nothing in it is shown.
            return (Mask, "");
        }
    }

    /// <summary>A copy that may be shown to anybody: secrets in clear are masked.</summary>
    public static JsonObject Redacted(JsonObject root)
    {
        var copy = (JsonObject)root.DeepClone();
        foreach (var (owner, key, _) in InClear(copy).ToList())
            owner[key] = Mask;
        foreach (var (owner, key, _) in ConnectionStrings(copy).ToList())
        {
            if (Split(owner[key]!.GetValue<string>()) is { } split)
                owner[key] = split.Text;
        }

        return copy;
    }

    private static IEnumerable<(JsonObject Owner, string Key, string Path)> Walk(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject owner:
                foreach (var (key, value) in owner)
                {
                    var at = path.Length == 0 ? key : $"{path}.{key}";
                    yield return (owner, key, at);
                    foreach (var inner in Walk(value, at))
                        yield return inner;
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    foreach (var inner in Walk(list[i], $"{path}[{i}]"))
                        yield return inner;
                }

                break;
        }
    }
}
