using Sutler.Scim.Schemas;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Inbound.Clients;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// The schemas as one client sees them: what it has no authority over is read-only, so that the protocol's own rules say what happens when
/// it writes it all the same: passed over in POST and PUT, refused in PATCH (RFC 7644 §3.5). Immutable.
/// </summary>
internal sealed class ClientSchemas
{
    private const string UserType = "User";
    private const string GroupType = "Group";

    public ClientSchemas(InboundClient client)
    {
        Schemas = [User(client), Enterprise(client), OwnUser(client), Group(client), OwnGroup(client)];
        Types =
        [
            new(UserType, "/Users", CoreSchemas.UserUrn)
            {
                Description = "User of the directory",
                Extensions = [new(CoreSchemas.EnterpriseUserUrn, Required: false), new(InboundUrn.User, Required: false)],
            },
            new(GroupType, "/Groups", CoreSchemas.GroupUrn) { Description = "Group of the directory", Extensions = [new(InboundUrn.Group, Required: false)] },
        ];
        Users = new ResourceSchema(Types[0], Schemas);
        Groups = new ResourceSchema(Types[1], Schemas);
    }

    public IReadOnlyList<ResourceType> Types { get; }

    public IReadOnlyList<SchemaDefinition> Schemas { get; }

    public ResourceSchema Users { get; }

    public ResourceSchema Groups { get; }

    // The directory keeps no passwords, so the attribute is not there; a client that sends one is not refused (RFC 7644 §3.3).
    private static SchemaDefinition User(InboundClient client) => CoreSchemas.User with
    {
        Attributes = [.. CoreSchemas.User.Attributes.Where(attribute => attribute.Name != "password").Select(attribute => Limit(attribute, null, client))],
    };

    private static SchemaDefinition Enterprise(InboundClient client) => CoreSchemas.EnterpriseUser with
    {
        Attributes =
        [
            .. CoreSchemas.EnterpriseUser.Attributes
                .Select(attribute => attribute.Name == "employeeNumber" ? attribute with { CaseExact = true } : attribute)
                .Select(attribute => Limit(attribute, CoreSchemas.EnterpriseUserUrn, client)),
        ],
    };

    private static SchemaDefinition OwnUser(InboundClient client) => new(
        InboundUrn.User,
        "DirectoryUser",
        [
            .. UserPlaces.In(InboundUrn.User).Select(place => Limit(
                new SchemaAttribute(place.Name)
                {
                    Description = $"{place.Attribute} of the directory",
                    Type = AttributeText.IsFlag(place.Attribute) ? SchemaAttributeType.Boolean : SchemaAttributeType.String,
                    MultiValued = AttributeText.IsList(place.Attribute),
                },
                InboundUrn.User,
                client)),
        ])
    { Description = "Attributes of the directory that SCIM has no name for" };

    private static SchemaDefinition Group(InboundClient client) => CoreSchemas.Group with
    {
        Attributes = [.. CoreSchemas.Group.Attributes.Select(attribute => client.May(attribute.Name) ? attribute : ReadOnly(attribute))],
    };

    private static SchemaDefinition OwnGroup(InboundClient client)
    {
        IEnumerable<SchemaAttribute> attributes =
        [
            .. GroupPlaces.Texts.Select(name => new SchemaAttribute(name) { Description = $"{name} of the directory" }),
            new(GroupAttribute.SecurityEnabled) { Type = SchemaAttributeType.Boolean, Description = "Whether the group can be assigned to applications" },
        ];
        return new SchemaDefinition(InboundUrn.Group, "DirectoryGroup", [.. attributes.Select(attribute => client.May(attribute.Name) ? attribute : ReadOnly(attribute))])
        {
            Description = "Attributes of the directory's groups that SCIM has no name for",
        };
    }

    private static SchemaAttribute Limit(SchemaAttribute attribute, string? extension, InboundClient client)
    {
        if (attribute.Mutability is SchemaMutability.ReadOnly)
            return attribute;
        var places = UserPlaces.In(extension).Where(place => place.Name == attribute.Name).ToList();
        if (!Names(attribute, places).Any(client.May))
            return ReadOnly(attribute);
        return attribute.MultiValued || attribute.SubAttributes.Count == 0
            ? attribute
            : attribute with { SubAttributes = [.. attribute.SubAttributes.Select(sub => places.Find(place => place.Sub == sub.Name) is { } place && !client.May(place.Attribute) ? ReadOnly(sub) : sub)] };
    }

    private static IEnumerable<string> Names(SchemaAttribute attribute, List<UserPlace> places) => attribute.Name switch
    {
        "active" => [UserAttribute.AccountEnabled],
        UserAttribute.Manager => [UserAttribute.Manager],
        _ when attribute.MultiValued => [.. places.Select(place => place.Attribute), attribute.Name],
        _ => places.Select(place => place.Attribute),
    };

    private static SchemaAttribute ReadOnly(SchemaAttribute attribute) => attribute with { Mutability = SchemaMutability.ReadOnly };
}
