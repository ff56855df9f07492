using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Projection;

/// <summary>
/// Which attributes of a type an answer holds: by the schema (RFC 7643 §7 <c>returned</c>) and by what the client asked for (RFC 7644 §3.9).
/// Made once for a request.
/// </summary>
internal sealed class AttributeSelection
{
    private readonly Dictionary<string, AttributeRule> _core = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, AttributeRule>> _extensions = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _only;

    private AttributeSelection(ResourceSchema schema, ReadRequest request, IEnumerable<AttributePath> written)
    {
        _only = request.Attributes.Count > 0;
        var names = new Names(
            new NameSet(request.Attributes, schema), new NameSet(request.ExcludedAttributes, schema), new NameSet(written, schema), schema.Type.Schema);
        foreach (var attribute in schema.CoreAttributes)
            _core[attribute.Name] = RuleOf(null, attribute, names);
        foreach (var extension in schema.Extensions)
        {
            var rules = new Dictionary<string, AttributeRule>(StringComparer.OrdinalIgnoreCase);
            foreach (var attribute in extension.Attributes)
                rules[attribute.Name] = RuleOf(extension.Id, attribute, names);
            _extensions[extension.Id] = rules;
        }
    }

    /// <summary>The selection; null when resources go out as they are stored.</summary>
    /// <param name="handler">Who writes the resources.</param>
    /// <param name="request">What the client asked for.</param>
    /// <param name="written">Attributes that the client has just written: those that are returned on request come back then.</param>
    public static AttributeSelection? Of(IScimResourceHandler handler, ReadRequest request, IEnumerable<AttributePath> written)
    {
        var schema = handler.Schema;
        return request.Attributes.Count == 0 && request.ExcludedAttributes.Count == 0 && !(schema.HasHidden && handler.HoldsHidden)
            ? null
            : new AttributeSelection(schema, request, written);
    }

    /// <summary>The rule of an attribute of the resource itself.</summary>
    public AttributeRule Rule(string name) => Find(_core, name);

    /// <summary>The rules of an extension; null where the name is that of an attribute.</summary>
    public Dictionary<string, AttributeRule>? Extension(string name) => _extensions.GetValueOrDefault(name);

    /// <summary>The rule of an attribute of an extension. One that no schema has is shown by default.</summary>
    public AttributeRule Find(Dictionary<string, AttributeRule> rules, string name) =>
        rules.TryGetValue(name, out var rule) ? rule : _only ? AttributeRule.None : AttributeRule.All;

    private AttributeRule RuleOf(string? extension, SchemaAttribute attribute, Names names)
    {
        if (attribute.Returned is SchemaReturned.Never)
            return AttributeRule.None;
        var parts = names.Wanted.Parts(extension, attribute);
        var wanted = names.Wanted.Has(extension, attribute, names.MainUrn);
        if (attribute.Returned is SchemaReturned.Always)
            return Without(attribute, null, parts);
        if (_only)
            return wanted ? Without(attribute, null, parts) : parts is null ? AttributeRule.None : Only(attribute, parts);
        if (attribute.Returned is SchemaReturned.Request && !names.Written.Has(extension, attribute, names.MainUrn))
            return AttributeRule.None;
        return names.Excluded.Has(extension, attribute, names.MainUrn)
            ? AttributeRule.None
            : Without(attribute, names.Excluded.Parts(extension, attribute), names.Written.Parts(extension, attribute));
    }

    private static AttributeRule Only(SchemaAttribute attribute, HashSet<string> wanted)
    {
        var parts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var sub in attribute.SubAttributes)
        {
            if (sub.Returned is SchemaReturned.Always || (wanted.Contains(sub.Name) && sub.Returned is not SchemaReturned.Never))
                parts.Add(sub.Name);
        }
        return parts.Count == 0 ? AttributeRule.None : new AttributeRule(true, Only: parts);
    }

    private static AttributeRule Without(SchemaAttribute attribute, HashSet<string>? excluded, HashSet<string>? wanted)
    {
        HashSet<string>? parts = null;
        foreach (var sub in attribute.SubAttributes)
        {
            var leaves = sub.Returned switch
            {
                SchemaReturned.Always => false,
                SchemaReturned.Never => true,
                SchemaReturned.Request => wanted?.Contains(sub.Name) != true,
                _ => excluded?.Contains(sub.Name) == true,
            };
            if (leaves)
                (parts ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Add(sub.Name);
        }
        return parts is null ? AttributeRule.All : new AttributeRule(true, Without: parts);
    }

    private sealed record Names(NameSet Wanted, NameSet Excluded, NameSet Written, string MainUrn);
}
