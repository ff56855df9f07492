using System.Text.Json.Nodes;
using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Host.View;

namespace Sutler.Host.Tests.View;

/// <summary>A person and a team as a connector might have them, and views of them.</summary>
internal static class ViewKit
{
    public static ObjectTypeSchema Person { get; } = new(
        "Person",
        ["Login"],
        [
            new AttributeSchema { Name = "Login", Required = true, Unique = true },
            new AttributeSchema { Name = "FirstName" },
            new AttributeSchema { Name = "LastName" },
            new AttributeSchema { Name = "Email" },
            new AttributeSchema { Name = "Phone" },
            new AttributeSchema { Name = "Number", Type = AttributeType.Integer },
            new AttributeSchema { Name = "Enabled", Type = AttributeType.Boolean },
            new AttributeSchema { Name = "Status" },
            new AttributeSchema { Name = "Secret", WriteOnly = true },
            new AttributeSchema { Name = "Photo", Type = AttributeType.Binary },
            new AttributeSchema { Name = "Boss", Type = AttributeType.Reference, ReferencedType = "Person" },
            new AttributeSchema { Name = "Aliases", MultiValued = true },
            new AttributeSchema { Name = "first name" },
            new AttributeSchema
            {
                Name = "Mails",
                Type = AttributeType.Complex,
                MultiValued = true,
                SubAttributes = [new AttributeSchema { Name = "value" }, new AttributeSchema { Name = "type" }, new AttributeSchema { Name = "primary", Type = AttributeType.Boolean }],
            },
        ]);

    public static ObjectTypeSchema Team { get; } = new(
        "Team",
        ["Id"],
        [
            new AttributeSchema { Name = "Id", Type = AttributeType.Integer, Mutability = AttributeMutability.ReadOnly },
            new AttributeSchema { Name = "Title", Required = true },
            new AttributeSchema
            {
                Name = "Members",
                Type = AttributeType.Complex,
                MultiValued = true,
                SubAttributes = [new AttributeSchema { Name = "value", Type = AttributeType.Reference, ReferencedType = AttributeSchema.AnyType }, new AttributeSchema { Name = "display" }],
            },
        ]);

    public static ValueReader Reader { get; } = new(Names(), (id, _) => id.StartsWith('p') ? "Person" : null);

    public static ObjectTypeConfig User(params (string Path, string Attribute)[] mappings) =>
        new("User", "/Users") { Attributes = [.. mappings.Select(m => new AttributeMapping(m.Path, m.Attribute))], Extension = ExtensionContent.None };

    public static ResourceView Build(ObjectTypeConfig config) => ViewBuilder.Build(Person, Names(config), rename: false);

    public static ResourceView BuildTeam(params (string Path, string Attribute)[] mappings)
    {
        var config = new ObjectTypeConfig("Group", "/Groups") { Attributes = User(mappings).Attributes, Extension = ExtensionContent.None };
        return ViewBuilder.Build(Team, Names(team: config), rename: false);
    }

    public static TypeNames Names(ObjectTypeConfig? person = null, ObjectTypeConfig? team = null) =>
        new([("Person", person ?? new ObjectTypeConfig("User", "/Users")), ("Team", team ?? new ObjectTypeConfig("Group", "/Groups"))]);

    public static Dictionary<string, object> Values(params (string Name, object Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value, StringComparer.OrdinalIgnoreCase);

    public static JsonObject Json(byte[] content) => (JsonObject)JsonNode.Parse(content)!;
}
