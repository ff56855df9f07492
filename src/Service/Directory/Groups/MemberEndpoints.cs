using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory.Groups;

/// <summary>Members of groups, and the groups that an object is in: directly, or through groups in groups.</summary>
internal static class MemberEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        foreach (var (path, transitive) in ((string, bool)[])[("members", false), ("transitiveMembers", true)])
            MapMembers(routes, "/groups/{id}/" + path, transitive);
        foreach (var (path, transitive) in ((string, bool)[])[("memberOf", false), ("transitiveMemberOf", true)])
        {
            MapMemberOf(routes, "/users/{id}/" + path, transitive, async (id, services, cancellationToken) => (await UserEndpoints.RequireAsync(id, services.Users, cancellationToken)).Id);
            MapMemberOf(routes, "/groups/{id}/" + path, transitive, async (id, services, cancellationToken) => (await GroupEndpoints.RequireAsync(id, services.Groups, cancellationToken)).Id);
        }

        routes.MapGet("/groups/{id}/members/$ref", ReferencesAsync).WithSummary("Lists where the members of a group are");
        routes.MapPost("/groups/{id}/members/$ref", AddAsync).WithSummary("Adds a member to a group");
        routes.MapPost("/groups/{id}/members", AddAsync).WithSummary("Adds a member to a group");
        routes.MapDelete("/groups/{id}/members/{memberId}/$ref", RemoveAsync).WithSummary("Takes a member out of a group");
    }

    private static void MapMembers(RouteGroupBuilder routes, string path, bool transitive)
    {
        routes.MapGet(path, async (HttpRequest request, string id, [Microsoft.AspNetCore.Http.AsParameters] MemberServices services, CancellationToken cancellationToken) =>
            await ListAsync(request, (await GroupEndpoints.RequireAsync(id, services.Groups, cancellationToken)).Id, transitive, services, cancellationToken));
        routes.MapGet(path + "/$count", async (string id, [AsParameters] MemberServices services, CancellationToken cancellationToken) =>
        {
            var group = await GroupEndpoints.RequireAsync(id, services.Groups, cancellationToken);
            var page = await services.Reader.MembersAsync(new QueryScope("", group.Id), transitive, new DirectoryQuery { Top = 1, Count = true }, cancellationToken);
            return QueryEndpoints.Number(page.Count!.Value);
        });
        routes.MapGet(path + "/microsoft.graph.user", async (HttpRequest request, string id, [AsParameters] MemberServices services, CancellationToken cancellationToken) =>
        {
            var group = await GroupEndpoints.RequireAsync(id, services.Groups, cancellationToken);
            return await QueryEndpoints.UsersAsync(request, services.Reader, QueryScope.MembersOf(group.Id, FeedObject.User, transitive), cancellationToken);
        });
        routes.MapGet(path + "/microsoft.graph.group", async (HttpRequest request, string id, [AsParameters] MemberServices services, CancellationToken cancellationToken) =>
        {
            var group = await GroupEndpoints.RequireAsync(id, services.Groups, cancellationToken);
            return await QueryEndpoints.GroupsAsync(request, services.Reader, QueryScope.MembersOf(group.Id, FeedObject.Group, transitive), cancellationToken);
        });
    }

    private static void MapMemberOf(RouteGroupBuilder routes, string path, bool transitive, Func<string, MemberServices, CancellationToken, Task<string>> find)
    {
        foreach (var cast in (string[])["", "/microsoft.graph.group"])
        {
            routes.MapGet(path + cast, async (HttpRequest request, string id, [AsParameters] MemberServices services, CancellationToken cancellationToken) =>
            {
                var query = QueryEndpoints.Read(request, DirectoryTypes.Group);
                var page = await services.Reader.GroupsAsync(query, QueryScope.GroupsOf(await find(id, services, cancellationToken), transitive), cancellationToken);
                return QueryEndpoints.Page(request, "directoryObjects", page, group => QueryEndpoints.Typed(GroupJson.Write(group, query.Select), DirectoryTypes.Group));
            });
        }

        routes.MapGet(path + "/$count", async (string id, [AsParameters] MemberServices services, CancellationToken cancellationToken) =>
            QueryEndpoints.Number(await services.Reader.CountAsync(
                DirectoryTypes.Group, new DirectoryQuery(), QueryScope.GroupsOf(await find(id, services, cancellationToken), transitive), cancellationToken)));
    }

    private static async Task<IResult> ListAsync(HttpRequest request, string groupId, bool transitive, MemberServices services, CancellationToken cancellationToken)
    {
        // Names of either type may be selected; each object shows those that it has.
        var query = DirectoryQuery.Parse(DirectoryTypes.User, QueryEndpoints.Options(request).Where(option => option.Key is not "$select"));
        if (query.Filter is not null || query.OrderBy is not null)
            throw ApiException.BadRequest("Members of both types are neither filtered nor ordered. Add /microsoft.graph.user or /microsoft.graph.group to the path.");
        var select = request.Query["$select"].ToString() is { Length: > 0 } text ? text : null;
        var page = await services.Reader.MembersAsync(new QueryScope("", groupId), transitive, query, cancellationToken);
        var users = await services.Reader.UsersByIdAsync(Ids(page, FeedObject.User), cancellationToken);
        var groups = await services.Reader.GroupsByIdAsync(Ids(page, FeedObject.Group), cancellationToken);
        return QueryEndpoints.Page(request, "directoryObjects", page, row => Write(row, select, users, groups));
    }

    private static JsonObject Write(
        MemberRow row, string? select, Dictionary<string, DirectoryUser> users, Dictionary<string, DirectoryGroup> groups)
    {
        // Gone since the page was read: its id alone, as for an object that the caller may not see.
        var isUser = row.MemberType == FeedObject.User;
        var whole = isUser && users.TryGetValue(row.MemberId, out var user) ? UserJson.Write(user)
            : groups.TryGetValue(row.MemberId, out var group) ? GroupJson.Write(group)
            : new JsonObject { ["id"] = row.MemberId };
        var type = isUser ? DirectoryTypes.User : DirectoryTypes.Group;
        return QueryEndpoints.Typed(ObjectJson.Select(whole, Selection.ParseLoosely(type, select), type), type);
    }

    private static IEnumerable<string> Ids(ObjectPage<MemberRow> page, string type) =>
        page.Objects.Where(row => row.MemberType == type).Select(row => row.MemberId);

    private static async Task<IResult> ReferencesAsync(HttpRequest request, string id, [AsParameters] MemberServices services, CancellationToken cancellationToken)
    {
        var group = await GroupEndpoints.RequireAsync(id, services.Groups, cancellationToken);
        var page = await services.Reader.MembersAsync(new QueryScope("", group.Id), false, QueryEndpoints.Read(request, DirectoryTypes.User), cancellationToken);
        return QueryEndpoints.Page(
            request, "Collection($ref)", page, row => new JsonObject { ["@odata.id"] = $"{request.Scheme}://{request.Host}/v1.0/directoryObjects/{row.MemberId}" });
    }

    private static async Task<IResult> AddAsync(string id, JsonObject body, GroupStore store, CancellationToken cancellationToken)
    {
        var memberId = ObjectReference.Of(body["@odata.id"]) ?? throw ApiException.BadRequest("The body must be {\"@odata.id\": \"…/directoryObjects/{id of the member}\"}.");
        if (!await store.AddMemberAsync(id, memberId, cancellationToken))
            throw ApiException.BadRequest($"One or more added object references already exist for the following modified properties: 'members'. {memberId} is in the group {id} already.");
        return Results.NoContent();
    }

    private static async Task<IResult> RemoveAsync(string id, string memberId, GroupStore store, CancellationToken cancellationToken)
    {
        if (!await store.RemoveMemberAsync(id, memberId, cancellationToken))
            throw ApiException.NotFound($"{memberId} is no direct member of the group {id}.");
        return Results.NoContent();
    }
}
