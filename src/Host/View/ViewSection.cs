using System.Text;
using System.Text.Json;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>The attributes of one schema within a resource: the resource's own, or those below an extension's URN.</summary>
internal sealed class ViewSection
{
    private readonly Dictionary<string, ViewAttribute> _byName;
    private readonly JsonEncodedText _urn;
    private readonly byte[] _mark;
    private readonly string[] _sources;
    private readonly bool _hasName;

    /// <summary>Makes a section.</summary>
    /// <param name="urn">URN of the extension; null for the resource itself.</param>
    /// <param name="definition">Its schema.</param>
    /// <param name="attributes">In the order in which they are written.</param>
    public ViewSection(string? urn, SchemaDefinition definition, IReadOnlyList<ViewAttribute> attributes)
    {
        Urn = urn;
        Definition = definition;
        Attributes = attributes;
        _byName = attributes.ToDictionary(a => a.Definition.Name, StringComparer.OrdinalIgnoreCase);
        _sources = [.. attributes.SelectMany(a => a.Sources)];
        _hasName = attributes.Any(a => a is DnAttribute);
        _urn = JsonEncodedText.Encode(urn ?? "", ValueWriter.Encoder);
        _mark = Encoding.UTF8.GetBytes($"\"{_urn}\":{{");
    }

    public string? Urn { get; }

    public SchemaDefinition Definition { get; }

    public IReadOnlyList<ViewAttribute> Attributes { get; }

    public ViewAttribute? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether stored content has attributes of this extension. Within JSON text every quote is escaped, so the mark is found nowhere else.</summary>
    public bool IsIn(ReadOnlySpan<byte> content) => content.IndexOf(_mark) >= 0;

    public void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> values)
    {
        if (Urn is null)
        {
            foreach (var attribute in Attributes)
                attribute.Write(writer, values);
            return;
        }

        if (!_hasName && !Array.Exists(_sources, values.ContainsKey))
            return;
        writer.WritePropertyName(_urn);
        writer.WriteStartObject();
        foreach (var attribute in Attributes)
            attribute.Write(writer, values);
        writer.WriteEndObject();
    }
}
