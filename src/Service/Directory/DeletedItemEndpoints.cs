using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory;

/// <summary>Users and groups that have been deleted and can still be brought back (S/SRC-5).</summary>
internal static class DeletedItemEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/directory/deletedItems/microsoft.graph.user", ListUsersAsync).WithSummary("Lists deleted users");
        routes.MapGet("/directory/deletedItems/microsoft.graph.group", ListGroupsAsync).WithSummary("Lists deleted groups");
        routes.MapGet("/directory/deletedItems/{id}", GetAsync).WithSummary("Shows a deleted user or group");
        routes.MapPost("/directory/deletedItems/{id}/restore", RestoreAsync).WithSummary("Brings a deleted user or group back");
        routes.MapDelete("/directory/deletedItems/{id}", PurgeAsync).WithSummary("Removes a deleted user or group for good");
    }

    private static Task<IResult> ListUsersAsync(HttpRequest request, ObjectReader reader, CancellationToken cancellationToken) =>
        QueryEndpoints.UsersAsync(request, reader, QueryScope.Deleted, cancellationToken);

    private static Task<IResult> ListGroupsAsync(HttpRequest request, ObjectReader reader, CancellationToken cancellationToken) =>
        QueryEndpoints.GroupsAsync(request, reader, QueryScope.Deleted, cancellationToken);

    private static async Task<IResult> GetAsync(string id, DirectoryStore users, GroupStore groups, CancellationToken cancellationToken)
    {
        if (await users.FindDeletedAsync(Id(id), cancellationToken) is { } user)
            return Results.Json(QueryEndpoints.Typed(UserJson.Write(user), DirectoryTypes.User));
        return await groups.FindDeletedAsync(Id(id), cancellationToken) is { } group
            ? Results.Json(QueryEndpoints.Typed(GroupJson.Write(group), DirectoryTypes.Group))
            : throw Missing(id);
    }

    private static async Task<IResult> RestoreAsync(string id, DirectoryStore users, GroupStore groups, CancellationToken cancellationToken)
    {
        if (await users.FindDeletedAsync(Id(id), cancellationToken) is not null)
            return Results.Json(QueryEndpoints.Typed(UserJson.Write(await users.RestoreAsync(Id(id), cancellationToken)), DirectoryTypes.User));
        return await groups.FindDeletedAsync(Id(id), cancellationToken) is not null
            ? Results.Json(QueryEndpoints.Typed(GroupJson.Write(await groups.RestoreAsync(Id(id), cancellationToken)), DirectoryTypes.Group))
            : throw Missing(id);
    }

    private static async Task<IResult> PurgeAsync(string id, DirectoryStore users, GroupStore groups, CancellationToken cancellationToken)
    {
        if (await users.FindDeletedAsync(Id(id), cancellationToken) is not null)
            await users.PurgeAsync(Id(id), cancellationToken);
        else if (await groups.FindDeletedAsync(Id(id), cancellationToken) is not null)
            await groups.PurgeAsync(Id(id), cancellationToken);
        else
            throw Missing(id);
        return Results.NoContent();
    }

    private static string Id(string given) => Guid.TryParse(given, out var id) ? id.ToString() : "";

    private static ApiException Missing(string id) =>
        ApiException.NotFound($"No deleted user and no deleted group has the id '{id}'. GET /v1.0/directory/deletedItems/microsoft.graph.user lists them.");
}
