using System.Text.Json.Nodes;
using Sutler.Service.Api;

namespace Sutler.Service.Directory.Groups;

/// <summary>The body of a request that makes or changes a group: attributes, and up to twenty members to add.</summary>
internal sealed class GroupBody
{
    public const int MostMembers = 20;
    private const string MembersBind = "members@odata.bind";
    private readonly JsonObject _attributes;

    private GroupBody(JsonObject attributes, IReadOnlyList<string> members)
    {
        _attributes = attributes;
        Members = members;
    }

    public IReadOnlyList<string> Members { get; }

    /// <summary>Whether the body says something of the group itself.</summary>
    public bool SaysAttributes => _attributes.Count > 0;

    public static GroupBody Parse(JsonObject body)
    {
        var rest = new JsonObject();
        IReadOnlyList<string> members = [];
        foreach (var (name, value) in AttributeReader.Members(body))
        {
            if (string.Equals(name, MembersBind, StringComparison.OrdinalIgnoreCase))
                members = ReadMembers(value);
            else
                rest[name] = value?.DeepClone();
        }

        return new GroupBody(rest, members);
    }

    public Dictionary<string, object> Over(IReadOnlyDictionary<string, object>? before) => GroupJson.Merge(before, _attributes);

    private static List<string> ReadMembers(JsonNode? node)
    {
        if (node is not JsonArray { Count: <= MostMembers } list)
            throw ApiException.BadRequest($"{MembersBind} takes a list of at most {MostMembers} addresses, such as …/directoryObjects/{{id}}. Add more with further requests.");
        return [.. list.Select(item => ObjectReference.Of(item) ?? throw ApiException.BadRequest($"{MembersBind} holds what is no address. Write …/directoryObjects/{{id}}.")).Distinct(StringComparer.Ordinal)];
    }
}
