using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Service.Agents;
using Sutler.Service.Api;

namespace Sutler.Service.Accounts;

/// <summary>A token to be made, read from a request and checked: it never may more than who makes it.</summary>
internal sealed record ApiTokenDraft(string Name, Role Role, IReadOnlyList<string> Scopes, TimeSpan Life)
{
    public static readonly TimeSpan MostLife = TimeSpan.FromDays(366);
    private const int MostName = 128;

    public static ApiTokenDraft Read(JsonObject body, Caller maker)
    {
        Body.Allow(body, "name", "role", "scopes", "expiresIn");
        var name = Body.Text(body, "name")?.Trim();
        if (name is not { Length: > 0 and <= MostName })
            throw ApiException.BadRequest($"name must have 1 to {MostName} characters: say what the token is for.");
        var role = RoleName.Parse(Body.Text(body, "role"));
        if (role > maker.Role)
            throw new ApiException(403, "Authorization_RequestDenied", $"A token may not have a higher role than yours, {RoleName.Of(maker.Role)}.");
        if (body["expiresIn"] is null)
            throw ApiException.BadRequest("expiresIn is missing. Every token ends: give a time such as 30d or 12h, at most 366 days.");
        return new ApiTokenDraft(name, role, ReadScopes(body["scopes"], maker), Lifetime.Parse(body["expiresIn"], MostLife));
    }

    private static List<string> ReadScopes(JsonNode? node, Caller maker)
    {
        if (node is not null && (node is not JsonArray list || list.Any(item => item?.GetValueKind() is not JsonValueKind.String)))
            throw ApiException.BadRequest($"scopes must be a list of names: {string.Join(", ", Api.Scopes.All)}.");
        var scopes = (node as JsonArray ?? []).Select(item => Known(item!.GetValue<string>())).Distinct(StringComparer.Ordinal).ToList();
        if (maker.Scopes.Count > 0 && (scopes.Count == 0 || scopes.Exists(scope => !maker.Scopes.Contains(scope, StringComparer.OrdinalIgnoreCase))))
            throw new ApiException(403, "Authorization_RequestDenied", $"A token may not have more scopes than yours: {string.Join(", ", maker.Scopes)}.");
        return scopes;
    }

    private static string Known(string name) =>
        Api.Scopes.All.FirstOrDefault(scope => string.Equals(scope, name, StringComparison.OrdinalIgnoreCase))
        ?? throw ApiException.BadRequest($"'{(name.Length > 60 ? name[..60] : name)}' is no scope. Use: {string.Join(", ", Api.Scopes.All)}.");
}
