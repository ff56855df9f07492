using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory.Groups;

/// <summary>Groups themselves; their members have endpoints of their own.</summary>
internal static class GroupEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/groups", ListAsync).WithSummary("Lists groups");
        routes.MapGet("/groups/$count", CountAsync).WithSummary("Counts groups");
        routes.MapPost("/groups", CreateAsync).WithSummary("Makes a group");
        routes.MapGet("/groups/{id}", GetAsync).WithSummary("Shows a group");
        routes.MapPatch("/groups/{id}", PatchAsync).WithSummary("Changes a group, or adds up to twenty members");
        routes.MapDelete("/groups/{id}", DeleteAsync).WithSummary("Deletes a group, which can be restored");
    }

    public static async Task<DirectoryGroup> RequireAsync(string id, GroupStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"No group has the id '{id}'.");

    private static Task<IResult> ListAsync(HttpRequest request, ObjectReader reader, CancellationToken cancellationToken) =>
        QueryEndpoints.GroupsAsync(request, reader, QueryScope.Live, cancellationToken);

    private static async Task<IResult> CountAsync(HttpRequest request, ObjectReader reader, CancellationToken cancellationToken) =>
        QueryEndpoints.Number(await reader.CountAsync(DirectoryTypes.Group, QueryEndpoints.Read(request, DirectoryTypes.Group), QueryScope.Live, cancellationToken));

    private static async Task<IResult> GetAsync(HttpRequest request, string id, GroupStore store, CancellationToken cancellationToken)
    {
        var query = QueryEndpoints.Read(request, DirectoryTypes.Group);
        return Results.Json(GroupJson.Write(await RequireAsync(id, store, cancellationToken), query.Select));
    }

    private static async Task<IResult> CreateAsync(JsonObject body, GroupStore store, CancellationToken cancellationToken)
    {
        var parsed = GroupBody.Parse(body);
        return Results.Json(GroupJson.Write(await store.CreateAsync(parsed.Over(null), parsed.Members, cancellationToken)), statusCode: 201);
    }

    private static async Task<IResult> PatchAsync(string id, JsonObject body, GroupStore store, CancellationToken cancellationToken)
    {
        var parsed = GroupBody.Parse(body);
        await store.UpdateAsync(id, group => parsed.SaysAttributes ? group with { Attributes = parsed.Over(group.Attributes) } : group, parsed.Members, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(string id, GroupStore store, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(id, cancellationToken);
        return Results.NoContent();
    }
}
