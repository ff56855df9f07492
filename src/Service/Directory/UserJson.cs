using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory;

/// <summary>Users as the API shows and takes them.</summary>
internal static class UserJson
{
    /// <summary>A user, whole or what is selected. <paramref name="manager"/> stands for the manager's id where it was asked for.</summary>
    public static JsonObject Write(DirectoryUser user, Selection? selection = null, JsonObject? manager = null)
    {
        var json = new JsonObject { ["id"] = user.Id };
        foreach (var (name, value) in user.Attributes)
            json[name] = ObjectJson.Value(value);

        json[UserAttribute.AccountEnabled] = user.AccountEnabled;
        WriteExtensionAttributes(json, user);
        if (user.ManagerEmployeeId is not null)
            json[UserAttribute.ManagerEmployeeId] = user.ManagerEmployeeId;
        if (manager is not null || user.ManagerId is not null)
            json[UserAttribute.Manager] = manager ?? new JsonObject { ["id"] = user.ManagerId };
        if (user.CreatedAt is not null)
            json["createdDateTime"] = DirectoryTime.Text(user.CreatedAt);
        if (user.DeletedAt is not null)
            json["deletedDateTime"] = DirectoryTime.Text(user.DeletedAt);
        var shown = ObjectJson.Select(json, selection, DirectoryTypes.User);
        if (manager is not null && !shown.ContainsKey(UserAttribute.Manager))
            shown[UserAttribute.Manager] = manager.DeepClone();
        return shown;
    }

    /// <summary>Puts what a body says over the attributes a user has; null takes an attribute away.</summary>
    public static Dictionary<string, object> Merge(IReadOnlyDictionary<string, object>? before, JsonObject body)
    {
        var attributes = AttributeReader.Merge(DirectoryTypes.User, before, body);
        if (attributes.GetValueOrDefault(UserAttribute.UserPrincipalName) is not string { Length: > 0 })
            throw ApiException.BadRequest("A user needs a userPrincipalName. Give it as a string.");
        if (attributes.GetValueOrDefault(UserAttribute.AccountEnabled, true) is not bool)
            throw ApiException.BadRequest("accountEnabled must be true or false.");
        return attributes;
    }

    /// <summary>The fifteen attributes as Graph has them, where there is one.</summary>
    private static void WriteExtensionAttributes(JsonObject json, DirectoryUser user)
    {
        var names = UserAttribute.Extensions.Where(user.Attributes.ContainsKey).ToList();
        if (names.Count > 0)
            json[UserAttribute.ExtensionAttributes] = new JsonObject(names.Select(name => KeyValuePair.Create(name, ObjectJson.Value(user.Attributes[name]))));
    }
}
