using System.Text.Json.Nodes;

namespace Sutler.Conformance.Cases;

/// <summary>The URNs that cases name as <c>{{urn.NAME}}</c>.</summary>
internal static class Urn
{
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string Error = "urn:ietf:params:scim:api:messages:2.0:Error";

    private const string Messages = "urn:ietf:params:scim:api:messages:2.0:";

    public static JsonObject All() => new()
    {
        ["User"] = User,
        ["Group"] = Group,
        ["enterprise"] = Enterprise,
        ["Schema"] = "urn:ietf:params:scim:schemas:core:2.0:Schema",
        ["ResourceType"] = "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
        ["ServiceProviderConfig"] = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig",
        ["Error"] = Error,
        ["ListResponse"] = Messages + "ListResponse",
        ["SearchRequest"] = Messages + "SearchRequest",
        ["PatchOp"] = Messages + "PatchOp",
        ["BulkRequest"] = Messages + "BulkRequest",
        ["BulkResponse"] = Messages + "BulkResponse",
    };
}
