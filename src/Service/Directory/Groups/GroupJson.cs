using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory.Groups;

/// <summary>Groups as the API shows and takes them.</summary>
internal static class GroupJson
{
    public static JsonObject Write(DirectoryGroup group, Selection? selection = null)
    {
        var json = new JsonObject { ["id"] = group.Id };
        foreach (var (name, value) in group.Attributes)
            json[name] = ObjectJson.Value(value);
        if (group.CreatedAt is not null)
            json["createdDateTime"] = DirectoryTime.Text(group.CreatedAt);
        if (group.DeletedAt is not null)
            json["deletedDateTime"] = DirectoryTime.Text(group.DeletedAt);
        return ObjectJson.Select(json, selection, DirectoryTypes.Group);
    }

    /// <summary>Puts what a body says over the attributes a group has; a new group has what Graph gives one.</summary>
    public static Dictionary<string, object> Merge(IReadOnlyDictionary<string, object>? before, JsonObject body)
    {
        var attributes = AttributeReader.Merge(DirectoryTypes.Group, before, body);
        if (attributes.GetValueOrDefault(GroupAttribute.DisplayName) is not string { Length: <= 256 })
            throw ApiException.BadRequest("A group needs a displayName of at most 256 characters. Give it as a string.");
        return WithDefaults(attributes);
    }

    /// <summary>Adds what every group has.</summary>
    public static Dictionary<string, object> WithDefaults(Dictionary<string, object> attributes)
    {
        attributes.TryAdd(GroupAttribute.SecurityEnabled, true);
        attributes.TryAdd(GroupAttribute.MailEnabled, false);
        attributes.TryAdd(GroupAttribute.GroupTypes, Array.Empty<string>());
        return attributes;
    }
}
