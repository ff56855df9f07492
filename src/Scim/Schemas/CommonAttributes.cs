namespace Sutler.Scim.Schemas;

/// <summary>The attributes that every resource has, whatever its schema (RFC 7643 §3 and §3.1).</summary>
internal static class CommonAttributes
{
    public const string Schemas = "schemas";

    public static readonly IReadOnlyList<SchemaAttribute> All =
    [
        new(Schemas) { Type = SchemaAttributeType.Reference, MultiValued = true, CaseExact = false, Returned = SchemaReturned.Always },
        new("id")
        {
            CaseExact = true,
            Mutability = SchemaMutability.ReadOnly,
            Returned = SchemaReturned.Always,
            Uniqueness = SchemaUniqueness.Server,
        },
        new("externalId") { CaseExact = true },
        new("meta")
        {
            Type = SchemaAttributeType.Complex,
            Mutability = SchemaMutability.ReadOnly,
            SubAttributes =
            [
                ReadOnly("resourceType", SchemaAttributeType.String),
                ReadOnly("created", SchemaAttributeType.DateTime),
                ReadOnly("lastModified", SchemaAttributeType.DateTime),
                ReadOnly("location", SchemaAttributeType.Reference),
                ReadOnly("version", SchemaAttributeType.String),
            ],
        },
    ];

    private static SchemaAttribute ReadOnly(string name, SchemaAttributeType type) =>
        new(name) { Type = type, CaseExact = true, Mutability = SchemaMutability.ReadOnly };
}
