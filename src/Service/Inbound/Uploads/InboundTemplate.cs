using System.Text.Json.Nodes;
using Sutler.Service.Directory;
using Sutler.Service.Inbound.Resources;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>
/// The template of API-driven inbound jobs: its schema document maps what a caller sends in SCIM's words to the directory (S/IN-3, S/IN-13).
/// A job's own copy can be changed as any other schema can: filters, expressions, null policies, which actions are allowed (S/IN-9).
/// </summary>
internal static class InboundTemplate
{
    public const string Id = "api2directory";

    private const string Source = "API";
    private const string Target = "Directory";
    private const string User = "User";
    private const string Manager = Sutler.Scim.Schemas.CoreSchemas.EnterpriseUserUrn + ":manager.value";

    private static readonly Lazy<string> Made = new(() => Make().ToJsonString());

    public static string Document => Made.Value;

    private static IEnumerable<(string Attribute, string Path, string Type)> Rows =>
    [
        (UserAttribute.EmployeeId, "externalId", "String"),
        (UserAttribute.AccountEnabled, "active", "Boolean"),
        (UserAttribute.ManagerEmployeeId, Manager, "String"),
        .. UserPlaces.All.Where(place => place.Attribute != UserAttribute.EmployeeId)
            .Select(place => (place.Attribute, place.Path, AttributeText.IsFlag(place.Attribute) ? "Boolean" : "String")),
    ];

    private static JsonObject Make() => new()
    {
        ["id"] = Id,
        ["version"] = "1",
        ["directories"] = new JsonArray(
            Directory("api", Source, Rows.Select(row => Attribute(row.Path, row.Type, AttributeText.IsList(row.Attribute)))),
            Directory("directory", Target, Rows.Select(row => Attribute(row.Attribute, row.Type, AttributeText.IsList(row.Attribute))))),
        ["synchronizationRules"] = new JsonArray(new JsonObject
        {
            ["id"] = "user-inbound",
            ["name"] = "USER_INBOUND_USER",
            ["priority"] = 1,
            ["editable"] = true,
            ["sourceDirectoryName"] = Source,
            ["targetDirectoryName"] = Target,
            ["objectMappings"] = new JsonArray(new JsonObject
            {
                ["enabled"] = true,
                ["flowTypes"] = "Add, Update, Delete",
                ["name"] = "Take in users",
                ["sourceObjectName"] = User,
                ["targetObjectName"] = User,
                ["scope"] = null,
                ["attributeMappings"] = new JsonArray([.. Rows.Select(Mapping)]),
            }),
        }),
    };

    private static JsonObject Directory(string id, string name, IEnumerable<JsonObject> attributes) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["objects"] = new JsonArray(new JsonObject { ["name"] = User, ["attributes"] = new JsonArray([.. attributes]) }),
    };

    private static JsonObject Attribute(string name, string type, bool isList) => new()
    {
        ["name"] = name,
        ["type"] = type,
        ["multivalued"] = isList,
        ["mutability"] = "ReadWrite",
        ["caseExact"] = true,
    };

    private static JsonObject Mapping((string Attribute, string Path, string Type) row) => new()
    {
        ["targetAttributeName"] = row.Attribute,
        ["matchingPriority"] = row.Attribute == UserAttribute.EmployeeId ? 1 : 0,
        ["flowType"] = "Always",
        ["flowBehavior"] = "FlowWhenChanged",
        ["nullPolicy"] = "Skip",
        ["source"] = new JsonObject { ["type"] = "Attribute", ["name"] = row.Path, ["expression"] = $"[{row.Path}]" },
    };
}
