using Sutler.Scim.Schemas;

namespace Sutler.Scim.Tests;

/// <summary>Schemas that the tests share: User with the enterprise extension, Group, and a type of the connector host's kind.</summary>
internal static class TestSchemas
{
    public const string UserUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string EnterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string EcmaUrn = "urn:ietf:params:scim:schemas:extension:ECMA2Host:2.0:User";
    public const string GroupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";

    public static readonly SchemaDefinition UserDefinition = new(UserUrn, "User",
    [
        new("userName") { Required = true, Uniqueness = SchemaUniqueness.Server },
        Complex("name", new("formatted"), new("familyName"), new("givenName")),
        new("displayName"),
        new("nickName"),
        new("title"),
        new("loginCount") { Type = SchemaAttributeType.Integer },
        new("score") { Type = SchemaAttributeType.Decimal },
        new("hired") { Type = SchemaAttributeType.DateTime },
        new("badge") { Type = SchemaAttributeType.Binary },
        new("employeeKey") { Mutability = SchemaMutability.Immutable },
        new("password") { Mutability = SchemaMutability.WriteOnly, Returned = SchemaReturned.Never },
        new("active") { Type = SchemaAttributeType.Boolean },
        new("badgeColor") { Returned = SchemaReturned.Request },
        new("tags") { MultiValued = true, CaseExact = true },
        Many("emails"),
        Complex("addresses", new("formatted"), new("streetAddress"), new("locality"), new("region"), new("postalCode"), new("country"), new("type"), Primary)
            with { MultiValued = true },
        Many("roles"),
        Complex("groups", new SchemaAttribute("value") { Mutability = SchemaMutability.ReadOnly }) with { MultiValued = true, Mutability = SchemaMutability.ReadOnly },
    ]);

    public static readonly SchemaDefinition EnterpriseDefinition = new(EnterpriseUrn, "EnterpriseUser",
    [
        new("employeeNumber"),
        new("department"),
        Complex("manager", new("value") { CaseExact = true }, new("$ref") { Type = SchemaAttributeType.Reference },
            new("displayName") { Mutability = SchemaMutability.ReadOnly }),
    ]);

    public static readonly SchemaDefinition GroupDefinition = new(GroupUrn, "Group",
    [
        new("displayName") { Required = true, Uniqueness = SchemaUniqueness.Server },
        Complex("members", Immutable(new("value") { CaseExact = true }), Immutable(new("$ref") { Type = SchemaAttributeType.Reference }),
            Immutable(new("type")), new("display")) with { MultiValued = true },
    ]);

    public static readonly SchemaDefinition EcmaDefinition = new(EcmaUrn, "EcmaUser",
    [
        new("ContosoLogin") { Required = true },
        new("FirstName"),
        new("IsActive") { Type = SchemaAttributeType.Boolean },
        Complex("Manager", new SchemaAttribute("value") { CaseExact = true }),
    ]);

    public static readonly ResourceType UserType = new("User", "/Users", UserUrn) { Extensions = [new(EnterpriseUrn, false)] };

    public static readonly ResourceSchema User = new(UserType, [UserDefinition, EnterpriseDefinition]);

    public static readonly ResourceType GroupType = new("Group", "/Groups", GroupUrn);

    public static readonly ResourceSchema Group = new(GroupType, [GroupDefinition]);

    public static readonly ResourceSchema Ecma = new(
        new("User", "/Users", UserUrn) { Extensions = [new(EcmaUrn, true)] }, [new(UserUrn, "User", []), EcmaDefinition]);

    private static SchemaAttribute Primary => new("primary") { Type = SchemaAttributeType.Boolean };

    private static SchemaAttribute Complex(string name, params SchemaAttribute[] subs) =>
        new(name) { Type = SchemaAttributeType.Complex, SubAttributes = subs };

    private static SchemaAttribute Many(string name) =>
        Complex(name, new("value"), new("display"), new("type"), Primary) with { MultiValued = true };

    private static SchemaAttribute Immutable(SchemaAttribute attribute) => attribute with { Mutability = SchemaMutability.Immutable };
}
