using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>
/// The values of one object, or the parts of one value. The names and their index belong to the type and are shared: an object costs one
/// array. Not changed any more once it is handed out.
/// </summary>
internal sealed class SqlValueSet(SqlNames names, object?[] values) : IReadOnlyDictionary<string, object>
{
    public int Count => values.Count(value => value is not null);

    public IEnumerable<string> Keys => this.Select(pair => pair.Key);

    public IEnumerable<object> Values => this.Select(pair => pair.Value);

    public object this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The object has no attribute '{key}'.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value)
    {
        var place = names.Find(key);
        value = place >= 0 ? values[place] : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        for (var place = 0; place < values.Length; place++)
        {
            if (values[place] is { } value)
                yield return new(names[place], value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
