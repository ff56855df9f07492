using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>
/// One object type of a connector as SCIM shows it: which attribute stands where, both ways. Content is the resource as UTF-8 JSON without
/// <c>schemas</c>, <c>id</c> and <c>meta</c>, in one canonical order, so that two objects are equal exactly when their bytes are. Immutable.
/// </summary>
/// <param name="resourceType">The SCIM resource type.</param>
/// <param name="sections">The resource's own attributes first, then the extensions.</param>
/// <param name="places">By connector attribute: in how many places it is shown.</param>
internal sealed class ResourceView(ResourceType resourceType, IReadOnlyList<ViewSection> sections, IReadOnlyDictionary<string, int> places)
{
    public static readonly JsonWriterOptions Options = new() { Encoder = ValueWriter.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    public ResourceType ResourceType { get; } = resourceType;

    public IReadOnlyList<ViewSection> Sections { get; } = sections;

    /// <summary>What happens when a client disables an object; null: nothing but what its attributes say.</summary>
    public Flow? Disable { get; init; }

    /// <summary>What happens when a client deletes an object; null: it is removed.</summary>
    public Flow? Delete { get; init; }

    /// <summary>The content of an object with these attributes.</summary>
    public byte[] Write(IReadOnlyDictionary<string, object> values)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        var writer = t_writer ??= new Utf8JsonWriter(buffer, Options);
        writer.Reset(buffer);
        writer.WriteStartObject();
        foreach (var section in Sections)
            section.Write(writer, values);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether any place shows this attribute of the connector.</summary>
    public bool Shows(string source) => places.ContainsKey(source);

    /// <summary>Where a list of the connector's stands, value by value; null unless that is exactly one place.</summary>
    public (ViewSection Section, WholeAttribute Attribute)? ListOf(string source)
    {
        if (places.GetValueOrDefault(source) != 1)
            return null;
        foreach (var section in Sections)
        {
            foreach (var attribute in section.Attributes)
            {
                if (attribute is WholeAttribute { IsList: true } whole && whole.Sources.Contains(source, StringComparer.OrdinalIgnoreCase))
                    return (section, whole);
            }
        }

        return null;
    }

    /// <summary>Which extensions the content has attributes of: one bit each, in their order.</summary>
    public int Extensions(ReadOnlySpan<byte> content)
    {
        var found = 0;
        for (var i = 1; i < Sections.Count; i++)
        {
            if (Sections[i].IsIn(content))
                found |= 1 << (i - 1);
        }

        return found;
    }

    /// <summary>The connector's attributes in a resource given as a whole: where one place says nothing, another may.</summary>
    /// <param name="resource">The resource, with names in the schema's spelling.</param>
    /// <param name="reader">Reads single values.</param>
    /// <param name="before">The values that the object has so far; null when it is new.</param>
    /// <exception cref="ScimException">A value does not fit, or two places of one attribute say different things.</exception>
    public Dictionary<string, object> Read(JsonObject resource, ValueReader reader, IReadOnlyDictionary<string, object>? before)
    {
        var values = NewValues();
        Visit(resource, reader, new ValueSink(before, (name, value) =>
        {
            if (value is null)
                return;
            if (values.TryGetValue(name, out var other) && !ConnectorValues.AreEqual(other, value))
                throw Contradiction(name);
            values[name] = value;
        }));
        return values;
    }

    /// <summary>The connector's attributes in a changed resource: of several places of one attribute the one that was changed counts.</summary>
    /// <exception cref="ScimException">As for <see cref="Read"/>.</exception>
    public Dictionary<string, object> ReadChanged(JsonObject resource, ValueReader reader, IReadOnlyDictionary<string, object> before)
    {
        var values = NewValues();
        var changed = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        Visit(resource, reader, new ValueSink(before, (name, value) =>
        {
            if (ConnectorValues.AreEqual(value, before.GetValueOrDefault(name)))
                return;
            if (places[name] > 1 && changed.TryGetValue(name, out var other) && !ConnectorValues.AreEqual(other, value))
                throw Contradiction(name);
            changed[name] = value;
        }));
        foreach (var (name, value) in before)
            values[name] = value;
        foreach (var (name, value) in changed)
        {
            if (value is null)
                values.Remove(name);
            else
                values[name] = value;
        }

        return values;
    }

    /// <summary>What a path means; null when the type has no such attribute. A name without URN is looked for in the extensions last.</summary>
    public (ViewSection Section, ViewAttribute Attribute)? Find(AttributePath path)
    {
        foreach (var section in Sections)
        {
            if (path.Schema is { } urn && !urn.Equals(section.Definition.Id, StringComparison.OrdinalIgnoreCase))
                continue;
            if (section.Find(path.Attribute) is { } attribute)
                return (section, attribute);
        }

        return null;
    }

    private void Visit(JsonObject resource, ValueReader reader, ValueSink sink)
    {
        foreach (var section in Sections)
        {
            var holder = section.Urn is null ? resource : ValueReader.Member(resource, section.Urn) as JsonObject;
            foreach (var attribute in section.Attributes)
                attribute.Read(holder is null ? null : ValueReader.Member(holder, attribute.Definition.Name), reader, sink);
        }
    }

    private static Dictionary<string, object> NewValues() => new(StringComparer.OrdinalIgnoreCase);

    private static ScimException Contradiction(string attribute) =>
        new(400, ScimErrorType.InvalidValue, $"The request gives {attribute} two different values, in two places that mean the same attribute. Send it in one place.");
}
