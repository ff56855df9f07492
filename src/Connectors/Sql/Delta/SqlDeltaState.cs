using System.Text.Json;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>How far the delta of one object type has come.</summary>
/// <param name="Marks">The mark of each stream; null where it had no row.</param>
/// <param name="Sweep">Which sweep the objects were last compared by; null for none.</param>
internal sealed record SqlDeltaState(IReadOnlyList<string?> Marks, string? Sweep)
{
    /// <summary>Reads what <see cref="ToText"/> wrote for the same number of streams.</summary>
    /// <exception cref="ConnectorException">It is something else.</exception>
    public static SqlDeltaState Parse(string? text, SqlDeltaPlan plan, string type)
    {
        try
        {
            if (text is not null && JsonSerializer.Deserialize<string?[]>(text) is { } parts && parts.Length == plan.Streams.Count + 1)
                return new SqlDeltaState(parts[1..], parts[0]);
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new ConnectorException(new ConnectorError(
            ConnectorErrorKind.Precondition, $"Object type '{type}': the watermark says nothing about where its delta may start. Run a full import."));
    }

    public string ToText() => JsonSerializer.Serialize<string?[]>([Sweep, .. Marks]);

    public SqlDeltaState WithMark(int stream, string? mark)
    {
        var marks = Marks.ToArray();
        marks[stream] = mark;
        return this with { Marks = marks };
    }
}
