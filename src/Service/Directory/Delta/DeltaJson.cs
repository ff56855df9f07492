using System.Text.Json.Nodes;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory.Delta;

/// <summary>Objects and memberships as delta queries show them (S/SRC-2). Pure.</summary>
internal sealed class DeltaJson(DirectoryType type, string? select)
{
    private const string Removed = "@removed";
    private readonly Selection? _attributes = Attributes(type, select);

    /// <summary>Whether the manager is followed: when it is selected.</summary>
    public bool HasManager { get; } = Selection.Parse(type, select)?.Has(UserAttribute.Manager) ?? false;

    /// <summary>Whether members are followed: unless others are selected.</summary>
    public bool HasMembers { get; } = Selection.Parse(type, select)?.Has(GroupAttribute.Members) ?? true;

    public JsonObject User(string id, DirectoryUser? user)
    {
        if (user is null || user.DeletedAt is not null)
            return Gone(id, user is not null);
        var json = UserJson.Write(user with { ManagerId = null }, _attributes);
        if (HasManager)
            json["manager@delta"] = user.ManagerId is { } manager ? new JsonArray(Reference(manager, FeedObject.User)) : [];
        return json;
    }

    public JsonObject Group(string id, DirectoryGroup? group) =>
        group is null || group.DeletedAt is not null ? Gone(id, group is not null) : GroupJson.Write(group, _attributes);

    /// <summary>An object that is not there: one that can be restored has changed, another is deleted.</summary>
    private static JsonObject Gone(string id, bool restorable) =>
        new() { ["id"] = id, [Removed] = new JsonObject { ["reason"] = restorable ? "changed" : "deleted" } };

    /// <summary>A group of which only memberships are shown.</summary>
    public static JsonObject Id(string id) => new() { ["id"] = id };

    /// <summary>Adds memberships to a group's JSON.</summary>
    public static JsonObject WithMembers(JsonObject group, IEnumerable<JsonObject> members)
    {
        var list = new JsonArray([.. members]);
        if (list.Count > 0)
            group["members@delta"] = list;
        return group;
    }

    public static JsonObject Reference(string id, string memberType) =>
        new() { ["@odata.type"] = "#microsoft.graph." + (memberType == FeedObject.Group ? "group" : "user"), ["id"] = id };

    public static JsonObject RemovedMember(string id) => new() { ["id"] = id, [Removed] = new JsonObject { ["reason"] = "deleted" } };

    /// <summary>The attributes selected, the id always among them, references never.</summary>
    private static Selection? Attributes(DirectoryType type, string? select) =>
        Selection.Parse(type, select) is { IsAll: false } all
            ? new Selection([.. all.Names.Append("id").Where(name => !Is(name, UserAttribute.Manager) && !Is(name, GroupAttribute.Members)).Distinct(StringComparer.OrdinalIgnoreCase)])
            : null;

    private static bool Is(string name, string reference) => string.Equals(name, reference, StringComparison.OrdinalIgnoreCase);
}
