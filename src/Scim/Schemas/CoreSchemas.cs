namespace Sutler.Scim.Schemas;

/// <summary>
/// The schemas of RFC 7643 §4, as its §8.7.1 describes them: User, its enterprise extension, and Group. Where that figure contradicts the text, the text
/// counts: references and ids are case exact (§2.3.7, §3.1), and of a manager nothing is required (§4.3).
/// </summary>
public static class CoreSchemas
{
    /// <summary>URN of <see cref="User"/>.</summary>
    public const string UserUrn = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// <summary>URN of <see cref="EnterpriseUser"/>.</summary>
    public const string EnterpriseUserUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>URN of <see cref="Group"/>.</summary>
    public const string GroupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";

    /// <summary>A person or account (RFC 7643 §4.1).</summary>
    public static SchemaDefinition User { get; } = new(
        UserUrn,
        "User",
        [
            new("userName")
            {
                Description = "Unique name with which the user signs in",
                Required = true,
                Uniqueness = SchemaUniqueness.Server,
            },
            Complex(
                "name",
                "Parts of the user's name",
                Text("formatted", "Full name as it is shown"),
                Text("familyName", "Family name"),
                Text("givenName", "Given name"),
                Text("middleName", "Middle name"),
                Text("honorificPrefix", "Title before the name, such as 'Ms.'"),
                Text("honorificSuffix", "Suffix behind the name, such as 'III'")),
            Text("displayName", "Name shown to other people"),
            Text("nickName", "Casual name"),
            Link("profileUrl", "Address of the user's profile page", "external"),
            Text("title", "Job title"),
            Text("userType", "Relation to the organization, such as 'Employee'"),
            Text("preferredLanguage", "Preferred languages, as in Accept-Language (RFC 9110)"),
            Text("locale", "Language tag for formatting dates, numbers and currency"),
            Text("timezone", "Time zone of the IANA database, such as 'Europe/Paris'"),
            Flag("active", "Whether the account can be used"),
            new("password")
            {
                Description = "Password in clear; written, never read",
                Mutability = SchemaMutability.WriteOnly,
                Returned = SchemaReturned.Never,
            },
            Many("emails", "E-mail addresses", Text("value", "E-mail address"), "work", "home", "other"),
            Many("phoneNumbers", "Phone numbers", Text("value", "Phone number"), "work", "home", "mobile", "fax", "pager", "other"),
            Many("ims", "Instant messaging addresses", Text("value", "Address"), "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"),
            Many("photos", "Addresses of pictures", Link("value", "Address of the picture", "external"), "photo", "thumbnail"),
            Complex(
                "addresses",
                "Postal addresses",
                Text("formatted", "Whole address, ready to print"),
                Text("streetAddress", "Street, house number and the like"),
                Text("locality", "City"),
                Text("region", "State or region"),
                Text("postalCode", "Postal code"),
                Text("country", "Country as ISO 3166-1 alpha-2"),
                Kind("work", "home", "other"),
                Primary) with { MultiValued = true },
            Complex(
                "groups",
                "Groups that the user belongs to, directly or through others",
                Fixed(Id("Id of the group"), SchemaMutability.ReadOnly),
                Fixed(Link("$ref", "Address of the group", "Group"), SchemaMutability.ReadOnly),
                Fixed(Text("display", "Name of the group"), SchemaMutability.ReadOnly),
                Fixed(Kind("direct", "indirect"), SchemaMutability.ReadOnly)) with { MultiValued = true, Mutability = SchemaMutability.ReadOnly },
            Many("entitlements", "Things that the user has a right to", Text("value", "Entitlement")),
            Many("roles", "Roles of the user", Text("value", "Role")),
            Many(
                "x509Certificates",
                "Certificates of the user",
                new("value") { Type = SchemaAttributeType.Binary, CaseExact = true, Description = "Certificate, DER as base64" }),
        ])
    { Description = "User Account" };

    /// <summary>What organizations keep of their users beside <see cref="User"/> (RFC 7643 §4.3).</summary>
    public static SchemaDefinition EnterpriseUser { get; } = new(
        EnterpriseUserUrn,
        "EnterpriseUser",
        [
            Text("employeeNumber", "Number or code of the employee"),
            Text("costCenter", "Cost center"),
            Text("organization", "Organization"),
            Text("division", "Division"),
            Text("department", "Department"),
            Complex(
                "manager",
                "The user's manager",
                Id("Id of the manager"),
                Link("$ref", "Address of the manager", "User"),
                Fixed(Text("displayName", "Name of the manager"), SchemaMutability.ReadOnly)),
        ])
    { Description = "Enterprise User" };

    /// <summary>A group of users and groups (RFC 7643 §4.2).</summary>
    public static SchemaDefinition Group { get; } = new(
        GroupUrn,
        "Group",
        [
            new("displayName") { Description = "Name of the group", Required = true },
            Complex(
                "members",
                "Members of the group",
                Fixed(Id("Id of the member"), SchemaMutability.Immutable),
                Fixed(Link("$ref", "Address of the member", "User", "Group"), SchemaMutability.Immutable),
                Fixed(Kind("User", "Group"), SchemaMutability.Immutable),
                Fixed(Text("display", "Name of the member"), SchemaMutability.ReadOnly)) with { MultiValued = true },
        ])
    { Description = "Group" };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SchemaDefinition> All { get; } = [User, EnterpriseUser, Group];

    private static SchemaAttribute Primary => Flag("primary", "Whether this is the preferred value; at most one is");

    /// <summary>The core schema of this URN, in any case; null when it is none.</summary>
    public static SchemaDefinition? Find(string urn)
    {
        foreach (var schema in All)
        {
            if (schema.Id.Equals(urn, StringComparison.OrdinalIgnoreCase))
                return schema;
        }
        return null;
    }

    /// <summary>Whether a core schema has the attribute that the path names; without a URN, any of them counts.</summary>
    internal static bool Has(AttributePath path)
    {
        // A URN that stands alone was read as an attribute's name.
        if (Find(path.ToString()) is not null)
            return true;
        foreach (var schema in All)
        {
            if (path.Schema is not null && !schema.Id.Equals(path.Schema, StringComparison.OrdinalIgnoreCase))
                continue;
            if (schema.Attributes.Any(attribute => Is(attribute, path)))
                return true;
        }
        return false;
    }

    private static bool Is(SchemaAttribute attribute, AttributePath path) =>
        attribute.Name.Equals(path.Attribute, StringComparison.OrdinalIgnoreCase) && (path.SubAttribute is null || attribute.FindSub(path.SubAttribute) is not null);

    private static SchemaAttribute Text(string name, string description) => new(name) { Description = description };

    private static SchemaAttribute Flag(string name, string description) => new(name) { Type = SchemaAttributeType.Boolean, Description = description };

    private static SchemaAttribute Id(string description) => new("value") { CaseExact = true, Description = description };

    private static SchemaAttribute Link(string name, string description, params string[] types) =>
        new(name) { Type = SchemaAttributeType.Reference, CaseExact = true, Description = description, ReferenceTypes = types };

    private static SchemaAttribute Kind(params string[] values) => new("type") { Description = "Kind of the value", CanonicalValues = values };

    private static SchemaAttribute Fixed(SchemaAttribute attribute, SchemaMutability mutability) => attribute with { Mutability = mutability };

    private static SchemaAttribute Complex(string name, string description, params SchemaAttribute[] parts) =>
        new(name) { Type = SchemaAttributeType.Complex, Description = description, SubAttributes = parts };

    private static SchemaAttribute Many(string name, string description, SchemaAttribute value, params string[] kinds) =>
        Complex(name, description, value, Text("display", "Name shown for the value"), Kind(kinds), Primary) with { MultiValued = true };
}
