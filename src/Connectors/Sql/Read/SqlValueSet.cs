using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>
/// The attributes of one row. The names and their index belong to the type and are shared by all its rows: a row costs one array.
/// </summary>
internal sealed class SqlValueSet(SqlObjectType type, object?[] values, int count) : IReadOnlyDictionary<string, object>
{
    public int Count => count;

    public IEnumerable<string> Keys => this.Select(pair => pair.Key);

    public IEnumerable<object> Values => this.Select(pair => pair.Value);

    public object this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The object has no attribute '{key}'.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value)
    {
        value = type.Find(key) is { } attribute ? values[attribute.Ordinal] : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        for (var ordinal = 0; ordinal < values.Length; ordinal++)
        {
            if (values[ordinal] is { } value)
                yield return new(type.Attributes[ordinal].Name, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
