using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Patch;

namespace Sutler.Scim.Client;

/// <summary>Writes operations as the body of a PATCH request in the form of a <see cref="WireProfile"/>. Pure.</summary>
public static class WirePatchWriter
{
    private const string CorePrefix = "urn:ietf:params:scim:schemas:core:2.0:";
    private static readonly JsonWriterOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request's body (S/SCIM-29, S/SCIM-31 … SCIM-36).</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<PatchOperation> operations, WireProfile profile)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfZero(operations.Count, nameof(operations));
        var body = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(body, _relaxed);
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(PatchParser.MessageUrn);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations");
        foreach (var operation in Shape(operations, profile))
            Write(writer, operation, profile);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }

    private static List<PatchOperation> Shape(IReadOnlyList<PatchOperation> operations, WireProfile profile)
    {
        var single = operations.Select(operation => WireRoles.Shape(operation, profile)).ToList();
        if (profile.WholeValueAdds)
            single = WholeValues.Of(single);
        var together = profile.Replaces == ReplaceForm.EachWithPath
            ? []
            : single.FindAll(operation => operation is { Verb: PatchVerb.Replace, Path.ValueFilter: null, Value: not null });
        if (together.Count < 2)
            return single;

        single.RemoveAll(together.Contains);
        single.Add(new PatchOperation(PatchVerb.Replace, null, profile.Replaces == ReplaceForm.DottedNames ? Dotted(together) : Nested(together)));
        return single;
    }

    private static JsonObject Dotted(List<PatchOperation> operations)
    {
        var value = new JsonObject();
        foreach (var operation in operations)
            value[operation.Path!.ToString()] = operation.Value!.DeepClone();
        return value;
    }

    private static JsonObject Nested(List<PatchOperation> operations)
    {
        var value = new JsonObject();
        foreach (var operation in operations)
        {
            var path = operation.Path!.Attribute;
            var parent = path.Schema is { } urn && !urn.StartsWith(CorePrefix, StringComparison.OrdinalIgnoreCase) ? Child(value, urn) : value;
            if (path.SubAttribute is { } sub)
                Child(parent, path.Attribute)[sub] = operation.Value!.DeepClone();
            else
                parent[path.Attribute] = operation.Value!.DeepClone();
        }
        return value;
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
            parent[name] = child = [];
        return child;
    }

    private static void Write(Utf8JsonWriter writer, PatchOperation operation, WireProfile profile)
    {
        writer.WriteStartObject();
        writer.WriteString("op", Word(operation.Verb, profile.CapitalOperations));
        if (operation.Path is { } path)
            writer.WriteString("path", path.ToString());
        if (operation.Value is { } value)
        {
            writer.WritePropertyName("value");
            Write(writer, value, profile.TextBooleans);
        }
        writer.WriteEndObject();
    }

    private static string Word(PatchVerb verb, bool capital) => (verb, capital) switch
    {
        (PatchVerb.Add, true) => "Add",
        (PatchVerb.Add, _) => "add",
        (PatchVerb.Remove, true) => "Remove",
        (PatchVerb.Remove, _) => "remove",
        (_, true) => "Replace",
        _ => "replace",
    };

    private static void Write(Utf8JsonWriter writer, JsonNode value, bool textBooleans)
    {
        // Only a boolean that is the whole value becomes text: within objects Entra ID sends real ones.
        if (textBooleans && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            writer.WriteStringValue(value.GetValue<bool>() ? "True" : "False");
        else
            value.WriteTo(writer);
    }
}
