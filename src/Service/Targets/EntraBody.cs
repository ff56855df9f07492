using System.Text.Json.Nodes;
using Sutler.Scim.Schemas;
using Sutler.Service.Mapping;

namespace Sutler.Service.Targets;

/// <summary>
/// A new resource as Entra ID writes it: both user schemas named, used or not, <c>meta</c> and an empty <c>roles</c>, the first mail address
/// marked primary, members in Entra ID's order (S/SCIM-28, S/SCIM-29b). Pure.
/// </summary>
internal static class EntraBody
{
    public const string RoleType = "WindowsAzureActiveDirectoryRole";
    private const string GroupSchema = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";
    private static readonly string[] First = ["externalId", "userName", "active"];
    private static readonly string[] FirstOfValue = ["primary", "type", "display", "value", "formatted", "familyName", "givenName"];

    public static JsonObject Of(JsonObject resource, ResourceKind kind, IReadOnlyList<string> schemas)
    {
        var isUser = Is(kind.Name, "User") && Is(kind.Urn, ObjectSchema.CoreUrnPrefix + "User");
        var also = isUser ? CoreSchemas.EnterpriseUserUrn : Is(kind.Name, "Group") ? GroupSchema : null;
        var named = also is null || schemas.Contains(also, StringComparer.OrdinalIgnoreCase) ? schemas : [schemas[0], also, .. schemas.Skip(1)];
        resource["meta"] = new JsonObject { ["resourceType"] = kind.Name };
        if (isUser && !resource.ContainsKey("roles"))
            resource["roles"] = new JsonArray();
        MarkMail(resource["emails"] as JsonArray);

        var body = new JsonObject { ["schemas"] = new JsonArray([.. named.Select(urn => (JsonNode)urn)]) };
        foreach (var (name, value) in resource.OrderBy(pair => Place(First, pair.Key)).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList())
            body[name] = Ordered(value);
        return body;
    }

    private static void MarkMail(JsonArray? mails)
    {
        if (mails?.OfType<JsonObject>().FirstOrDefault(mail => Is(mail["type"]?.ToString(), "work")) is { } work && !mails.OfType<JsonObject>().Any(mail => mail.ContainsKey("primary")))
            work["primary"] = true;
    }

    private static JsonNode? Ordered(JsonNode? value) => value switch
    {
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        JsonObject members => new JsonObject(members.OrderBy(pair => Place(FirstOfValue, pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, Ordered(pair.Value)))),
        _ => value?.DeepClone(),
    };

    private static int Place(string[] first, string name) => Array.IndexOf(first, name) is >= 0 and var place ? place : first.Length;

    private static bool Is(string? text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
