using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Tests.Sql;

/// <summary>The same target as a dictionary: keys without regard to ASCII case, Mail unique, Name required.</summary>
internal sealed class DictionaryTarget
{
    private readonly Dictionary<string, Dictionary<string, string>> _rows = new(StringComparer.Ordinal);

    public IEnumerable<string> Rows => _rows.Values.Select(Text);

    public static string Text(ConnectorObject found) =>
        Text(found.Attributes.Where(pair => pair.Key != "Stamp").ToDictionary(pair => pair.Key, pair => (string)pair.Value));

    public (ConnectorErrorKind? Error, string? Row) Apply(ObjectChange change)
    {
        var key = Fold(change.Anchor!.Values[0]);
        var exists = _rows.TryGetValue(key, out var row);
        if (change.Kind is ChangeKind.Add ? exists : !exists)
            return (change.Kind is ChangeKind.Add ? ConnectorErrorKind.Conflict : ConnectorErrorKind.NotFound, null);
        if (change.Kind is ChangeKind.Delete)
        {
            _rows.Remove(key);
            return (null, null);
        }

        var next = new Dictionary<string, string>(row ?? []);
        foreach (var (name, value) in change.Attributes)
        {
            if (value.Value is string text)
                next[name] = text;
            else
                next.Remove(name);
        }

        if (!next.ContainsKey("Name"))
            return (ConnectorErrorKind.Invalid, null);
        if (next.TryGetValue("Mail", out var mail) && _rows.Any(other => other.Key != key && other.Value.GetValueOrDefault("Mail") == mail))
            return (ConnectorErrorKind.Conflict, null);
        _rows[key] = next;
        return (null, Text(next));
    }

    private static string Text(Dictionary<string, string> row) => string.Join('|', row.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Fold(string text) => string.Concat(text.Select(character => char.IsAsciiLetterUpper(character) ? char.ToLowerInvariant(character) : character));
}
