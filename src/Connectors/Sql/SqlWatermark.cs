using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql;

/// <summary>How far a delta has come, type by type, as one text that the host keeps.</summary>
internal sealed class SqlWatermark
{
    private readonly Dictionary<string, string> _types;

    public SqlWatermark()
        : this(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase))
    {
    }

    private SqlWatermark(Dictionary<string, string> types) => _types = types;

    public bool IsEmpty => _types.Count == 0;

    /// <summary>The state that the type's strategy left; null when there is none.</summary>
    public string? this[string type] => _types.GetValueOrDefault(type);

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <exception cref="ConnectorException">It is something else.</exception>
    public static SqlWatermark Parse(string? text)
    {
        if (text is null)
            return new();
        try
        {
            var node = (JsonObject)JsonNode.Parse(text)!;
            return new(node.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or InvalidCastException or NullReferenceException)
        {
            throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Precondition, "The watermark is not one of this connection. Run a full import."), e);
        }
    }

    public SqlWatermark With(string type, string? state)
    {
        var copy = new Dictionary<string, string>(_types, StringComparer.OrdinalIgnoreCase);
        if (state is not null)
            copy[type] = state;
        return new(copy);
    }

    public SqlWatermark With(SqlWatermark other)
    {
        var copy = new Dictionary<string, string>(_types, StringComparer.OrdinalIgnoreCase);
        foreach (var (type, state) in other._types)
            copy[type] = state;
        return new(copy);
    }

    public string ToText() => new JsonObject(_types.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))).ToJsonString();
}
