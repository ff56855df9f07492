using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>Describes attributes of a connector as SCIM attributes (H/SCIM-13, H/SCIM-14).</summary>
internal static class AttributeDefinitions
{
    /// <summary>The definition of an attribute that no schema knows yet.</summary>
    /// <param name="source">The connector's attribute.</param>
    /// <param name="isFixed">Whether it identifies the object and cannot change.</param>
    public static SchemaAttribute Of(AttributeSchema source, bool isFixed) =>
        Apply(new SchemaAttribute(ScimName.Of(source.Name)) { Type = TypeOf(source), MultiValued = source.MultiValued }, source, isFixed) with
        {
            ReferenceTypes = source.ReferencedType is { } referenced and not AttributeSchema.AnyType ? [referenced] : [],
            SubAttributes = IsReference(source) ? ReferenceParts(source) : [.. source.SubAttributes.Select(Part)],
        };

    /// <summary>A definition of a known schema, true to what the connector does with the attribute.</summary>
    public static SchemaAttribute Apply(SchemaAttribute known, AttributeSchema source, bool isFixed) =>
        known with
        {
            Required = source.Required && source.Mutability is not AttributeMutability.ReadOnly,
            CaseExact = source.CaseExact,
            Mutability = Mutability(source, isFixed, known.Mutability),
            Returned = source.WriteOnly ? SchemaReturned.Never : known.Returned,
            Uniqueness = source.Unique || isFixed ? SchemaUniqueness.Server : SchemaUniqueness.None,
        };

    /// <summary>Whether the attribute is written as an object with a <c>value</c> that is an id.</summary>
    public static bool IsReference(AttributeSchema source) => source.Type is AttributeType.Reference;

    /// <summary>A reference is on the wire an object with a value (RFC 7643 §2.4), so its type is complex.</summary>
    public static SchemaAttributeType TypeOf(AttributeSchema source) => source.Type switch
    {
        AttributeType.Integer => SchemaAttributeType.Integer,
        AttributeType.Decimal => SchemaAttributeType.Decimal,
        AttributeType.Boolean => SchemaAttributeType.Boolean,
        AttributeType.DateTime => SchemaAttributeType.DateTime,
        AttributeType.Binary => SchemaAttributeType.Binary,
        AttributeType.Reference or AttributeType.Complex => SchemaAttributeType.Complex,
        _ => SchemaAttributeType.String,
    };

    private static SchemaAttribute Part(AttributeSchema part) =>
        part is { Type: AttributeType.Reference, Name: "value" }
            ? new SchemaAttribute("value") { CaseExact = true, Description = "SCIM id of the object pointed to" }
            : new SchemaAttribute(ScimName.Of(part.Name))
            {
                Type = TypeOf(part),
                CaseExact = part.CaseExact,
                Required = part.Required,
                Mutability = part.Mutability is AttributeMutability.ReadOnly ? SchemaMutability.ReadOnly : SchemaMutability.ReadWrite,
            };

    private static SchemaAttribute[] ReferenceParts(AttributeSchema source)
    {
        var referenced = source.ReferencedType is { } type and not AttributeSchema.AnyType ? new[] { type } : [];
        SchemaAttribute value = new("value") { CaseExact = true, Description = "SCIM id of the object pointed to" };
        SchemaAttribute uri = new("$ref")
        {
            Type = SchemaAttributeType.Reference,
            CaseExact = true,
            Mutability = SchemaMutability.ReadOnly,
            ReferenceTypes = referenced,
        };
        return source.ReferencedType is AttributeSchema.AnyType
            ? [value, uri, new SchemaAttribute("type") { Description = "Resource type of the object pointed to" }]
            : [value, uri];
    }

    private static SchemaMutability Mutability(AttributeSchema source, bool isFixed, SchemaMutability known)
    {
        if (source.WriteOnly)
            return SchemaMutability.WriteOnly;
        return source.Mutability switch
        {
            AttributeMutability.ReadOnly => SchemaMutability.ReadOnly,
            AttributeMutability.Immutable => SchemaMutability.Immutable,
            _ => isFixed ? SchemaMutability.Immutable : known,
        };
    }
}
