using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Resources;

/// <summary>
/// Finds, among the values of a multi-valued attribute, those that a client names (<see cref="ValueComparer.IsSame"/>), without looking at each
/// of them: a group may have 100,000 members.
/// </summary>
internal sealed class ValueLookup
{
    private readonly SchemaAttribute _attribute;
    private readonly Dictionary<string, List<JsonNode>> _byKey;
    private readonly List<JsonNode> _others = [];
    private readonly List<JsonNode> _all = [];

    public ValueLookup(SchemaAttribute attribute, IEnumerable<JsonNode?> values)
    {
        _attribute = attribute;
        // Never finer than the attribute's own rule of case: what it holds apart is told apart by IsSame.
        _byKey = new(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values.OfType<JsonNode>())
            Add(value);
    }

    public void Add(JsonNode value)
    {
        _all.Add(value);
        if (Key(value) is not { } key)
            _others.Add(value);
        else if (_byKey.TryGetValue(key, out var same))
            same.Add(value);
        else
            _byKey[key] = [value];
    }

    /// <summary>The values that are the one named, in their order.</summary>
    public IEnumerable<JsonNode> Find(JsonNode named)
    {
        IEnumerable<JsonNode> candidates = Key(named) is { } key ? _others.Concat(_byKey.GetValueOrDefault(key) ?? []) : _all;
        return candidates.Where(stored => ValueComparer.IsSame(_attribute, stored, named));
    }

    /// <summary>Equal for values that may be the same: the text of the value, or of its <c>value</c>. Null where only a comparison can tell.</summary>
    private static string? Key(JsonNode node) => (node is JsonObject parts ? parts["value"] : node) is JsonValue value && value.GetValueKind() is JsonValueKind.String
        ? value.ToString()
        : null;
}
