namespace Sutler.Scim.Schemas;

/// <summary>The attributes that every resource has, whatever its schema (RFC 7643 §3 and §3.1).</summary>
internal static class CommonAttributes
{
    public const string Schemas = "schemas";

    public static readonly IReadOnlyList<SchemaAttribute> All =
    [
        // URNs compare without regard to case (RFC 8141 §3.1), which references do not: so it is a string here.
        new(Schemas) { MultiValued = true, Returned = SchemaReturned.Always },
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
