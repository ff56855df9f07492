using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Projection;

/// <summary>
/// The attributes that a list of names means: whole schemas, whole attributes, and sub-attributes. Names that mean nothing in this type are
/// passed over: a query over several types names attributes of each (RFC 7644 §3.9, §3.4.2.1).
/// </summary>
internal sealed class NameSet
{
    private readonly HashSet<string> _schemas = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string? Extension, string Name)> _attributes = [];
    private readonly Dictionary<(string? Extension, string Name), HashSet<string>> _parts = [];

    public NameSet(IEnumerable<AttributePath> names, ResourceSchema schema)
    {
        foreach (var name in names)
            Add(name, schema);
    }

    /// <summary>Whether the attribute, or its schema, is named.</summary>
    public bool Has(string? extension, SchemaAttribute attribute, string mainUrn) =>
        _attributes.Contains((extension, attribute.Name))
        // The name of a schema means what its resources show by default: who wants more names it.
        || (_schemas.Contains(extension ?? mainUrn) && attribute.Returned is SchemaReturned.Default);

    /// <summary>The sub-attributes named; null for none.</summary>
    public HashSet<string>? Parts(string? extension, SchemaAttribute attribute) => _parts.GetValueOrDefault((extension, attribute.Name));

    private void Add(AttributePath name, ResourceSchema schema)
    {
        if (name.Schema is not null && schema.FindUrn(SchemaUrn(name)) is { } urn)
        {
            _schemas.Add(urn);
            return;
        }
        var target = schema.Resolve(name);
        if (target.Attribute is null)
            return;
        var key = (target.Extension, target.Attribute.Name);
        if (target.SubName is null)
        {
            _attributes.Add(key);
            return;
        }
        if (!_parts.TryGetValue(key, out var parts))
            _parts[key] = parts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        parts.Add(target.SubName);
    }

    // A URN that stands alone was read as an attribute's name: its last part (…:2.0:User) as the name, the rest as the schema.
    private static string SchemaUrn(AttributePath name) => name.ToString();
}
