using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>
/// <c>active</c> where the connection has a disable flow: false sets the flow's value, true the other (H/DEPROV-2). An object in a third state
/// counts as active, and stays in it until it is disabled.
/// </summary>
internal sealed class ActiveAttribute(SchemaAttribute definition, Flow flow) : ViewAttribute(definition)
{
    public override IEnumerable<string> Sources => flow.Source is { } source ? [source.Name] : [];

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values) =>
        writer.WriteBoolean(Name, !flow.IsDone(values));

    public override void Read(JsonNode? node, ValueReader reader, ValueSink sink)
    {
        if (flow.Source is not { } source)
            return;

        // Silence enables nobody: an object that is replaced without a word about it stays as it is.
        if (node is JsonValue said && bool.TryParse(said.ToString(), out var active))
            sink.Take(source.Name, active ? flow.Enabled : flow.Value);
        else
            sink.Take(source.Name, sink.Before is null ? flow.Enabled : sink.Before.GetValueOrDefault(source.Name));
    }

    public override AttributeSchema? Direct(string? subAttribute) => null;
}
