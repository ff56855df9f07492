namespace Sutler.Scim.Schemas;

/// <summary>
/// The attributes of a resource type, ready for lookup without regard to case: those of its main schema, those that every resource has, and
/// those of its extensions. Immutable; made once for a type.
/// </summary>
public sealed class ResourceSchema
{
    private readonly Dictionary<string, SchemaAttribute> _core = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(SchemaDefinition Definition, Dictionary<string, SchemaAttribute> Attributes)> _extensions = [];

    /// <summary>The attributes of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="schemas">The endpoint's schemas, with those that the type names.</param>
    public ResourceSchema(ResourceType type, IEnumerable<SchemaDefinition> schemas)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type = type;
        var definitions = schemas.ToDictionary(schema => schema.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in CommonAttributes.All)
            _core[attribute.Name] = attribute;
        foreach (var attribute in Find(definitions, type.Schema).Attributes)
            _core[attribute.Name] = attribute;
        foreach (var extension in type.Extensions)
        {
            var definition = Find(definitions, extension.Schema);
            _extensions.Add((definition, definition.Attributes.ToDictionary(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase)));
        }
        HasHidden = _core.Values.Any(IsHidden) || _extensions.Any(extension => extension.Attributes.Values.Any(IsHidden));
    }

    /// <summary>The type.</summary>
    public ResourceType Type { get; }

    /// <summary>Whether there are attributes or sub-attributes that are returned never or on request only.</summary>
    internal bool HasHidden { get; }

    /// <summary>The definition of the attribute or sub-attribute that a path names; null when there is none.</summary>
    public SchemaAttribute? Find(AttributePath path)
    {
        var target = Resolve(path);
        return target.SubName is null ? target.Attribute : target.Sub;
    }

    internal IEnumerable<SchemaAttribute> CoreAttributes => _core.Values;

    /// <summary>The extensions' schemas, in the order of the type's.</summary>
    internal IEnumerable<SchemaDefinition> Extensions => _extensions.Select(extension => extension.Definition);

    /// <summary>
    /// What a path means. A name without a URN means the resource's own attribute, else the first extension's that has it: Entra ID writes
    /// <c>manager</c> for the enterprise extension's (S/SCIM-29a).
    /// </summary>
    internal AttributeTarget Resolve(AttributePath path)
    {
        if (path.Schema is { } urn && !IsUrn(urn, Type.Schema))
            return ResolveInExtension(path, urn);
        if (_core.TryGetValue(path.Attribute, out var attribute))
            return Target(null, attribute, path.SubAttribute);
        if (path.Schema is null)
        {
            foreach (var (definition, attributes) in _extensions)
            {
                if (attributes.TryGetValue(path.Attribute, out attribute))
                    return Target(definition.Id, attribute, path.SubAttribute);
            }
        }
        return new AttributeTarget(null, path.Attribute, null, path.SubAttribute, null);
    }

    /// <summary>The URN of the main schema or of an extension in its own spelling; null when the type has no such schema.</summary>
    internal string? FindUrn(string urn)
    {
        if (IsUrn(urn, Type.Schema))
            return Type.Schema;
        foreach (var (definition, _) in _extensions)
        {
            if (IsUrn(urn, definition.Id))
                return definition.Id;
        }
        return null;
    }

    private AttributeTarget ResolveInExtension(AttributePath path, string urn)
    {
        foreach (var (definition, attributes) in _extensions)
        {
            if (!IsUrn(urn, definition.Id))
                continue;
            return attributes.TryGetValue(path.Attribute, out var attribute)
                ? Target(definition.Id, attribute, path.SubAttribute)
                : new AttributeTarget(definition.Id, path.Attribute, null, path.SubAttribute, null);
        }
        return new AttributeTarget(urn, path.Attribute, null, path.SubAttribute, null);
    }

    private static bool IsHidden(SchemaAttribute attribute) =>
        attribute.Returned is SchemaReturned.Never or SchemaReturned.Request || attribute.SubAttributes.Any(IsHidden);

    private static AttributeTarget Target(string? extension, SchemaAttribute attribute, string? subName)
    {
        var sub = subName is null ? null : attribute.FindSub(subName);
        return new AttributeTarget(extension, attribute.Name, attribute, sub?.Name ?? subName, sub);
    }

    // A mistyped "enterprise:2.0User" for "enterprise:2.0:User" is in use (S/SCIM-13), so colons do not count.
    private static bool IsUrn(ReadOnlySpan<char> written, string known)
    {
        if (written.Equals(known, StringComparison.OrdinalIgnoreCase))
            return true;
        return Math.Abs(written.Length - known.Length) == 1
            && written.ToString().Replace(":", "", StringComparison.Ordinal)
                .Equals(known.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    private static SchemaDefinition Find(Dictionary<string, SchemaDefinition> definitions, string urn) =>
        definitions.TryGetValue(urn, out var definition)
            ? definition
            : throw new ArgumentException($"The schema '{urn}', which the resource type names, is not among the schemas.", nameof(definitions));
}
