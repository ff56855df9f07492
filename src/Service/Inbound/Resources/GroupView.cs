using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Inbound.Clients;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Groups as SCIM resources and back. Pure.</summary>
internal sealed class GroupView(InboundClient client)
{
    public static ShownResource Show(StoredGroup stored, string baseUrl)
    {
        var group = stored.Group;
        var tag = stored.Own.Tag(stored.State);
        var resource = new JsonObject { ["schemas"] = new JsonArray(CoreSchemas.GroupUrn, InboundUrn.Group), ["id"] = group.Id };
        if (stored.Own.ExternalId is { } externalId)
            resource["externalId"] = externalId;
        resource["displayName"] = group.DisplayName;
        if (stored.Members.Count > 0)
            resource["members"] = new JsonArray([.. stored.Members.Select(member => Member(member, baseUrl))]);
        var own = new JsonObject { [GroupAttribute.SecurityEnabled] = group.SecurityEnabled };
        foreach (var name in GroupPlaces.Texts)
        {
            if (group.Text(name) is { } text)
                own[name] = text;
        }

        resource[InboundUrn.Group] = own;
        var modified = stored.Own.ModifiedState == stored.State ? stored.Own.ModifiedAt : null;
        resource["meta"] = ShownResource.Meta("Group", $"{baseUrl}/Groups/{group.Id}", (group.CreatedAt, modified, tag));
        return new ShownResource(group.Id, resource, tag);
    }

    /// <summary>What a group becomes by a whole resource of the client's; its members are seen to apart.</summary>
    public StoredGroup Take(JsonObject resource, StoredGroup before)
    {
        var attributes = new Dictionary<string, object>(before.Group.Attributes, StringComparer.OrdinalIgnoreCase);
        if (client.May(GroupAttribute.DisplayName))
            UserView.Set(attributes, (GroupAttribute.DisplayName, GroupAttribute.DisplayName), resource[GroupAttribute.DisplayName]);
        foreach (var name in GroupPlaces.Texts.Where(client.May))
            UserView.Set(attributes, (name, name), resource[InboundUrn.Group]?[name]);
        if (client.May(GroupAttribute.SecurityEnabled) && resource[InboundUrn.Group]?[GroupAttribute.SecurityEnabled] is JsonValue flag && flag.GetValueKind() is JsonValueKind.True != before.Group.SecurityEnabled)
            attributes[GroupAttribute.SecurityEnabled] = !before.Group.SecurityEnabled;
        if (!attributes.ContainsKey(GroupAttribute.DisplayName))
            throw new ScimException(400, ScimErrorType.InvalidValue, $"A group needs a displayName, which the inbound client '{client.Name}' has not sent or may not write.");
        var externalId = resource["externalId"] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
        return before with { Group = before.Group with { Attributes = attributes }, Own = before.Own with { ExternalId = externalId } };
    }

    /// <summary>The ids of the members that a resource names.</summary>
    public static IReadOnlyList<string> MembersOf(JsonObject resource)
    {
        if (resource["members"] is not JsonArray members)
            return [];
        var ids = members.Select(member => member?["value"] is JsonValue value && value.TryGetValue<string>(out var id) && Guid.TryParse(id, out _)
            ? id.ToLowerInvariant()
            : throw new ScimException(400, ScimErrorType.InvalidValue, "A member needs a 'value' that is the id of a user or group here. Send the id that the answer to its creation named."));
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private static JsonObject Member((string Id, string Type) member, string baseUrl) => new()
    {
        ["value"] = member.Id,
        ["$ref"] = $"{baseUrl}/{member.Type}s/{member.Id}",
        ["type"] = member.Type,
    };
}
