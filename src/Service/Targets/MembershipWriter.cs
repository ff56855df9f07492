using System.Text.Json.Nodes;
using Sutler.Scim;
using Sutler.Scim.Client;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;

namespace Sutler.Service.Targets;

/// <summary>
/// Writes members to add and to remove as bodies of PATCH requests: as few requests as the profile's limit allows, each no larger than it
/// (S/SCIM-24, S/SCIM-29c, S/SCIM-35). Sending one of them twice does no harm. Pure.
/// </summary>
internal static class MembershipWriter
{
    private static readonly PatchPath Members = new(new AttributePath(null, "members", null), null, null);

    public static IEnumerable<ReadOnlyMemory<byte>> Write(IReadOnlyList<string> add, IReadOnlyList<string> remove, WireProfile profile)
    {
        var limit = Math.Max(1, profile.MembersPerRequest);
        // What is removed goes first: a target that limits a group's size has room then.
        foreach (var chunk in remove.Select(id => (Id: id, Adds: false)).Concat(add.Select(id => (Id: id, Adds: true))).Chunk(limit))
        {
            List<PatchOperation> operations = [];
            operations.AddRange(Removals([.. chunk.Where(member => !member.Adds).Select(member => member.Id)], profile));
            if (chunk.Where(member => member.Adds).Select(member => Value(member.Id, profile)).ToArray() is { Length: > 0 } values)
                operations.Add(new PatchOperation(PatchVerb.Add, Members, new JsonArray([.. values])));
            yield return WirePatchWriter.Write(operations, profile);
        }
    }

    private static IEnumerable<PatchOperation> Removals(string[] ids, WireProfile profile)
    {
        if (ids.Length == 0)
            return [];
        return profile.RemovesMembersByValue
            ? [new PatchOperation(PatchVerb.Remove, Members, new JsonArray([.. ids.Select(id => (JsonNode)Value(id, profile))]))]
            : ids.Select(id => new PatchOperation(
                PatchVerb.Remove, Members with { ValueFilter = new ComparisonFilter(new AttributePath(null, "value", null), ComparisonOperator.Equal, id) }, null));
    }

    /// <summary>Entra ID's form has a <c>$ref</c> that is null, byte for byte; everybody else's has the id alone.</summary>
    private static JsonObject Value(string id, WireProfile profile) =>
        profile.RemovesMembersByValue ? new JsonObject { ["$ref"] = null, ["value"] = id } : new JsonObject { ["value"] = id };
}
