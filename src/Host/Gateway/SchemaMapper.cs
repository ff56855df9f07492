using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Scim.Schemas;

namespace Sutler.Host.Gateway;

/// <summary>Describes a connector's object types as SCIM schemas and resource types (H/SCIM-13, H/SCIM-14).</summary>
internal static class SchemaMapper
{
    public static ResourceType ResourceType(ExposedType type) =>
        new(type.ResourceType, type.Endpoint, type.CoreUrn)
        {
            Description = $"Objects of type {type.Name}",
            Extensions = [new SchemaExtension(type.Urn, true)],
        };

    /// <summary>The core schema, of which a connector's objects carry no attribute, and the extension that carries them all.</summary>
    public static IEnumerable<SchemaDefinition> Schemas(ExposedType type, bool rename) =>
    [
        new(type.CoreUrn, type.ResourceType, []) { Description = $"The attributes of a {type.ResourceType} are in {type.Urn}." },
        new(type.Urn, type.ResourceType, [.. type.Schema.Attributes.Select(a => Attribute(a, type.IsAnchor(a.Name) && !rename))])
        {
            Description = $"Attributes of {type.Name} in the target",
        },
    ];

    private static SchemaAttribute Attribute(AttributeSchema attribute, bool isFixed) =>
        new(attribute.Name)
        {
            Type = TypeOf(attribute.Type),
            MultiValued = attribute.MultiValued,
            Required = attribute.Required,
            CaseExact = attribute.CaseExact,
            Mutability = attribute.Mutability switch
            {
                AttributeMutability.ReadOnly => SchemaMutability.ReadOnly,
                AttributeMutability.Immutable => SchemaMutability.Immutable,
                _ => isFixed ? SchemaMutability.Immutable : SchemaMutability.ReadWrite,
            },
            Uniqueness = attribute.Unique || isFixed ? SchemaUniqueness.Server : SchemaUniqueness.None,
            ReferenceTypes = attribute.ReferencedType is { } referenced ? [referenced] : [],
            SubAttributes = attribute.Type is AttributeType.Reference
                ? [new SchemaAttribute("value") { CaseExact = true, Description = "SCIM id of the object pointed to" }]
                : [.. attribute.SubAttributes.Select(a => Attribute(a, false))],
        };

    /// <summary>A reference is on the wire an object with a value (RFC 7643 §2.4), so its type is complex.</summary>
    private static SchemaAttributeType TypeOf(AttributeType type) => type switch
    {
        AttributeType.Integer => SchemaAttributeType.Integer,
        AttributeType.Decimal => SchemaAttributeType.Decimal,
        AttributeType.Boolean => SchemaAttributeType.Boolean,
        AttributeType.DateTime => SchemaAttributeType.DateTime,
        AttributeType.Binary => SchemaAttributeType.Binary,
        AttributeType.Reference or AttributeType.Complex => SchemaAttributeType.Complex,
        _ => SchemaAttributeType.String,
    };
}
