using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>
/// Reads one object of the settings and collects every fault, each as <c>key.path: what is wrong. What to do.</c>
/// Scalars are taken from their text, because YAML writes numbers and words alike.
/// </summary>
internal sealed class SettingsReader(JsonObject node, string path, List<string> faults)
{
    private const int MostItems = 4096;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public void Fault(string key, string message) => faults.Add($"{PathOf(key)}: {message}");

    public bool Has(string key) => node[key] is not null;

    public string? Text(string key)
    {
        switch (node[key])
        {
            case null:
                return null;
            case JsonValue value when value.GetValueKind() is not JsonValueKind.Null:
                return value.ToString();
            default:
                Fault(key, "must be a single value. Write text, not a list or an object.");
                return null;
        }
    }

    public string Required(string key, string remedy)
    {
        var text = Text(key);
        if (string.IsNullOrWhiteSpace(text))
            Fault(key, $"is missing. {remedy}");
        return text ?? "";
    }

    public bool? Flag(string key)
    {
        var text = Text(key);
        if (text is null)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        Fault(key, $"'{text}' is neither true nor false. Write true or false.");
        return null;
    }

    public int Number(string key, int fallback, int least, int most)
    {
        var text = Text(key);
        if (text is null)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Fault(key, $"'{text}' is not a whole number from {least} to {most}. Write one, or leave the key out for {fallback}.");
        return fallback;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        List<string> texts = [];
        foreach (var (item, itemPath) in Items(key))
        {
            if (item is JsonValue value && value.ToString() is { Length: > 0 } text)
                texts.Add(text);
            else
                faults.Add($"{itemPath}: must be a name. Write text that is not empty.");
        }

        return texts;
    }

    /// <summary>The object below this key; null when the key is not there.</summary>
    public SettingsReader? Child(string key)
    {
        switch (node[key])
        {
            case null:
                return null;
            case JsonObject child:
                return new SettingsReader(child, PathOf(key), faults);
            default:
                Fault(key, "must be an object. Write its keys below it, such as 'name: …'.");
                return null;
        }
    }

    /// <summary>The names that stand below this key, each with a single text or an object of its own.</summary>
    public IReadOnlyList<(string Name, string? Text, SettingsReader Below)> Named(string key)
    {
        if (Child(key) is not { } child)
            return [];
        List<(string, string?, SettingsReader)> named = [];
        foreach (var name in child.Keys)
        {
            if (child.IsObject(name))
                named.Add((name, null, child.Child(name)!));
            else
                named.Add((name, child.Required(name, "Name the column."), child));
        }

        return named;
    }

    /// <summary>The same object as if a key were not there.</summary>
    public SettingsReader Without(string key)
    {
        var copy = (JsonObject)node.DeepClone();
        copy.Remove(key);
        return new SettingsReader(copy, path, faults);
    }

    public IReadOnlyList<string> Keys => [.. node.Select(pair => pair.Key)];

    public bool IsObject(string key) => node[key] is JsonObject;

    public bool IsList(string key) => node[key] is JsonArray;

    public IReadOnlyList<SettingsReader> Children(string key)
    {
        List<SettingsReader> children = [];
        foreach (var (item, itemPath) in Items(key))
        {
            if (item is JsonObject child)
                children.Add(new SettingsReader(child, itemPath, faults));
            else
                faults.Add($"{itemPath}: must be an object. Write its keys below it, such as 'name: …'.");
        }

        return children;
    }

    public void RefuseUnknown(params ReadOnlySpan<string> known)
    {
        foreach (var (key, _) in node)
        {
            if (!known.Contains(key))
                Fault(key, $"is not a known key. Use one of {string.Join(", ", known)}, or take it out.");
        }
    }

    private IEnumerable<(JsonNode? Item, string Path)> Items(string key)
    {
        if (node[key] is null)
            return [];
        if (node[key] is not JsonArray array)
        {
            Fault(key, "must be a list. Write its items below it, each after a dash.");
            return [];
        }

        if (array.Count > MostItems)
        {
            Fault(key, $"has {array.Count} items, more than {MostItems}. Split the connection.");
            return [];
        }

        return array.Select((item, index) => (item, $"{PathOf(key)}[{index}]"));
    }
}
