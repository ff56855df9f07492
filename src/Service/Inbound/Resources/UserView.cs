using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;
using Sutler.Service.Directory;
using Sutler.Service.Inbound.Clients;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// Users as SCIM resources and back. The directory's attributes have the last word over what is shown; SCIM's lists keep what the client
/// sent around them. Pure.
/// </summary>
internal sealed class UserView(InboundClient client)
{
    private const int MostAttributes = 256;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ShownResource Show(StoredUser stored, string baseUrl)
    {
        var user = stored.User;
        var tag = stored.Own.Tag(stored.State);
        var resource = new JsonObject { ["schemas"] = new JsonArray(CoreSchemas.UserUrn), ["id"] = user.Id };
        if (stored.Own.ExternalId is { } externalId)
            resource["externalId"] = externalId;
        if (stored.Own.Remainder is { } remainder)
        {
            foreach (var (name, value) in JsonNode.Parse(remainder)!.AsObject())
                resource[name] = value?.DeepClone();
        }

        foreach (var place in UserPlaces.All)
            PlaceAccess.Write(resource, place, AttributeText.ToJson(user.Attributes.GetValueOrDefault(place.Attribute), AttributeText.IsList(place.Attribute)));
        PlaceAccess.Tidy(resource, Authority.Lists);
        resource["active"] = user.AccountEnabled;
        ShowReferences(resource, stored, baseUrl);
        foreach (var urn in (string[])[CoreSchemas.EnterpriseUserUrn, InboundUrn.User])
        {
            if (resource.ContainsKey(urn))
                resource["schemas"]!.AsArray().Add(urn);
        }

        var modified = stored.Own.ModifiedState == stored.State ? stored.Own.ModifiedAt : null;
        resource["meta"] = ShownResource.Meta("User", $"{baseUrl}/Users/{user.Id}", (user.CreatedAt, modified, tag));
        return new ShownResource(user.Id, resource, tag);
    }

    /// <summary>What a user becomes by a whole resource of the client's.</summary>
    /// <param name="resource">The resource, normalized.</param>
    /// <param name="before">The user before; for a new one an empty one.</param>
    /// <exception cref="ScimException">A value cannot be kept.</exception>
    public StoredUser Take(JsonObject resource, StoredUser before)
    {
        var attributes = new Dictionary<string, object>(before.User.Attributes, StringComparer.OrdinalIgnoreCase);
        foreach (var place in UserPlaces.All)
        {
            if (client.May(place.Attribute))
                Set(attributes, (place.Attribute, place.Path), PlaceAccess.Read(resource, place));
        }

        // Not to say whether an account is active is no statement about it (S/IN-7).
        if (client.May(UserAttribute.AccountEnabled) && resource["active"] is JsonValue active && active.GetValueKind() is JsonValueKind.True != before.User.AccountEnabled)
            attributes[UserAttribute.AccountEnabled] = !before.User.AccountEnabled;
        if (attributes.Count > MostAttributes)
            throw new ScimException(400, ScimErrorType.InvalidValue, $"The user would have more than {MostAttributes} attributes. Send fewer.");

        return before with
        {
            User = TakeManager(resource, before.User) with { Attributes = attributes },
            Own = before.Own with { ExternalId = Text(resource["externalId"]), Remainder = Remainder(resource) },
        };
    }

    /// <summary>Whether a client's writing has changed nothing.</summary>
    public static bool IsSame(StoredUser before, StoredUser after) =>
        AreSame(before.User, after.User) && before.Own.ExternalId == after.Own.ExternalId && before.Own.Remainder == after.Own.Remainder;

    public static bool AreSame(DirectoryUser before, DirectoryUser after) =>
        before.ManagerId == after.ManagerId && before.ManagerEmployeeId == after.ManagerEmployeeId && before.AccountEnabled == after.AccountEnabled
        && before.DeletedAt == after.DeletedAt && AttributeText.AreEqual(before.Attributes, after.Attributes);

    public static void Set(Dictionary<string, object> attributes, (string Name, string Path) place, JsonNode? value)
    {
        try
        {
            if (AttributeText.FromJson(value) is { } kept)
                attributes[place.Name] = kept;
            else
                attributes.Remove(place.Name);
        }
        catch (FormatException e)
        {
            throw new ScimException(400, ScimErrorType.InvalidValue, $"The attribute '{place.Path}' {e.Message}. Correct it.");
        }
    }

    private DirectoryUser TakeManager(JsonObject resource, DirectoryUser before)
    {
        if (!client.May(UserAttribute.Manager))
            return before;
        var manager = Text((resource[CoreSchemas.EnterpriseUserUrn]?[UserAttribute.Manager] as JsonObject)?["value"])?.ToLowerInvariant();
        return manager == before.ManagerId ? before : before with { ManagerId = manager, ManagerEmployeeId = null };
    }

    private static string? Remainder(JsonObject resource)
    {
        var rest = new JsonObject();
        foreach (var name in Authority.Lists)
        {
            if (resource[name] is JsonArray { Count: > 0 } values)
                rest[name] = values.DeepClone();
        }

        return rest.Count == 0 ? null : rest.ToJsonString(Relaxed);
    }

    private static void ShowReferences(JsonObject resource, StoredUser stored, string baseUrl)
    {
        if (stored.User.ManagerId is { } managerId)
        {
            var manager = new JsonObject { ["value"] = managerId, ["$ref"] = $"{baseUrl}/Users/{managerId}" };
            if (stored.ManagerName is { } name)
                manager["displayName"] = name;
            if (resource[CoreSchemas.EnterpriseUserUrn] is not JsonObject enterprise)
                resource[CoreSchemas.EnterpriseUserUrn] = enterprise = [];
            enterprise[UserAttribute.Manager] = manager;
        }

        if (stored.Groups.Count == 0)
            return;
        resource["groups"] = new JsonArray([.. stored.Groups.Select(group => new JsonObject
        {
            ["value"] = group.GroupId,
            ["$ref"] = $"{baseUrl}/Groups/{group.GroupId}",
            ["display"] = group.GroupName,
            ["type"] = "direct",
        })]);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
