using System.Text.Json.Nodes;
using Sutler.Service.Api;
using Sutler.Service.Jobs;

namespace Sutler.Service.OnDemand;

/// <summary>Reads the body of Graph's <c>provisionOnDemand</c> (S/OD-5). Pure.</summary>
internal static class GraphOnDemandRequest
{
    private const int MostMembers = 5;

    /// <summary>The one object that is to be provisioned, and the members of it.</summary>
    public static (string ObjectId, string Type, IReadOnlyList<string> Members) Read(JsonObject body, JobRow job)
    {
        if (body["parameters"] is not JsonArray { Count: 1 } parameters || parameters[0] is not JsonObject parameter)
            throw ApiException.BadRequest("The body must be {\"parameters\":[{\"ruleId\":\"…\",\"subjects\":[{\"objectId\":\"…\",\"objectTypeName\":\"User\"}]}]} with one parameter.");
        RequireRule(Text(parameter, "ruleId"), job);
        if (parameter["subjects"] is not JsonArray { Count: 1 } subjects || subjects[0] is not JsonObject subject)
            throw ApiException.BadRequest("subjects must hold one object: one user, or one group with up to five of its members.");

        var id = Text(subject, "objectId") is { Length: > 0 } given ? given : throw ApiException.BadRequest("The subject has no objectId.");
        var type = Text(subject, "objectTypeName") switch
        {
            { } name when string.Equals(name, "User", StringComparison.OrdinalIgnoreCase) => "User",
            { } name when string.Equals(name, "Group", StringComparison.OrdinalIgnoreCase) => "Group",
            _ => throw ApiException.BadRequest("objectTypeName must be User or Group."),
        };
        var members = subject["links"]?["members"] as JsonArray ?? [];
        if (members.Count > MostMembers)
            throw ApiException.BadRequest($"At most {MostMembers} members of a group are provisioned on demand in one call.");
        if (members.Count > 0 && type != "Group")
            throw ApiException.BadRequest("Only a group has members.");
        return (id, type, [.. members.Select(member => Text(member, "objectId") ?? throw ApiException.BadRequest("A member has no objectId."))]);
    }

    private static void RequireRule(string? ruleId, JobRow job)
    {
        var rules = JsonNode.Parse(job.SchemaDocument)?["synchronizationRules"] as JsonArray ?? [];
        var known = rules.Select(rule => Text(rule, "id")).OfType<string>().ToList();
        if (!known.Contains(ruleId ?? "", StringComparer.OrdinalIgnoreCase))
            throw ApiException.BadRequest($"The job's schema has no rule '{ruleId}'. Its rules: {string.Join(", ", known)}.");
    }

    private static string? Text(JsonNode? node, string name) => (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
