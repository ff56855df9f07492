using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory;

/// <summary>Users, their managers and those they manage.</summary>
internal static class UserEndpoints
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/users", ListAsync).WithSummary("Lists users");
        routes.MapGet("/users/$count", CountAsync).WithSummary("Counts users");
        routes.MapPost("/users", CreateAsync).WithSummary("Makes a user");
        routes.MapGet("/users/{id}", GetAsync).WithSummary("Shows a user");
        routes.MapPatch("/users/{id}", PatchAsync).WithSummary("Changes a user");
        routes.MapDelete("/users/{id}", DeleteAsync).WithSummary("Deletes a user, who can be restored");
        routes.MapGet("/users/{id}/manager", GetManagerAsync).WithSummary("Shows a user's manager");
        routes.MapGet("/users/{id}/manager/$ref", GetManagerReferenceAsync).WithSummary("Shows where a user's manager is");
        routes.MapPut("/users/{id}/manager/$ref", SetManagerAsync).WithSummary("Sets a user's manager");
        routes.MapDelete("/users/{id}/manager/$ref", ClearManagerAsync).WithSummary("Takes a user's manager away");
        routes.MapGet("/users/{id}/directReports", ReportsAsync).WithSummary("Lists the users whom a user manages");
        routes.MapGet("/users/{id}/directReports/$count", CountReportsAsync).WithSummary("Counts the users whom a user manages");
    }

    public static async Task<DirectoryUser> RequireAsync(string id, DirectoryStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"No user has the id or userPrincipalName '{id}'.");

    private static Task<IResult> ListAsync(HttpRequest request, ObjectReader reader, CancellationToken cancellationToken) =>
        QueryEndpoints.UsersAsync(request, reader, QueryScope.Live, cancellationToken);

    private static async Task<IResult> CountAsync(HttpRequest request, ObjectReader reader, CancellationToken cancellationToken) =>
        QueryEndpoints.Number(await reader.CountAsync(DirectoryTypes.User, QueryEndpoints.Read(request, DirectoryTypes.User), QueryScope.Live, cancellationToken));

    private static async Task<IResult> GetAsync(HttpRequest request, string id, DirectoryStore store, ObjectReader reader, CancellationToken cancellationToken)
    {
        var query = QueryEndpoints.Read(request, DirectoryTypes.User);
        var user = await RequireAsync(id, store, cancellationToken);
        return Results.Json((await QueryEndpoints.WriterAsync([user], query, reader, cancellationToken))(user));
    }

    private static async Task<IResult> CreateAsync(JsonObject body, DirectoryStore store, CancellationToken cancellationToken)
    {
        var user = await store.CreateAsync(UserBody.Parse(body), cancellationToken);
        return Results.Json(UserJson.Write(user), statusCode: 201);
    }

    private static async Task<IResult> PatchAsync(string id, JsonObject body, DirectoryStore store, CancellationToken cancellationToken)
    {
        await store.UpdateAsync(id, UserBody.Parse(body), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> GetManagerAsync(HttpRequest request, string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        var query = QueryEndpoints.Read(request, DirectoryTypes.User);
        return Results.Json(QueryEndpoints.Typed(UserJson.Write(await ManagerAsync(id, store, cancellationToken), query.Select), DirectoryTypes.User));
    }

    private static async Task<IResult> GetManagerReferenceAsync(HttpRequest request, string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        var manager = await ManagerAsync(id, store, cancellationToken);
        return Results.Json(new JsonObject { ["@odata.id"] = $"{request.Scheme}://{request.Host}/v1.0/directoryObjects/{manager.Id}" });
    }

    private static async Task<DirectoryUser> ManagerAsync(string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        var user = await RequireAsync(id, store, cancellationToken);
        return user.ManagerId is { } managerId && await store.FindAsync(managerId, cancellationToken) is { } manager
            ? manager
            : throw ApiException.NotFound($"The user '{id}' has no manager in the directory.");
    }

    private static async Task<IResult> SetManagerAsync(string id, JsonObject body, DirectoryStore store, CancellationToken cancellationToken)
    {
        var managerId = ObjectReference.Of(body["@odata.id"]) ?? throw ApiException.BadRequest("The body must be {\"@odata.id\": \"…/users/{id of the manager}\"}.");
        await store.SetManagerAsync(id, managerId, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> ClearManagerAsync(string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        await store.SetManagerAsync(id, null, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> ReportsAsync(HttpRequest request, string id, DirectoryStore store, ObjectReader reader, CancellationToken cancellationToken) =>
        await QueryEndpoints.UsersAsync(request, reader, QueryScope.ReportsOf((await RequireAsync(id, store, cancellationToken)).Id), cancellationToken);

    private static async Task<IResult> CountReportsAsync(string id, DirectoryStore store, ObjectReader reader, CancellationToken cancellationToken)
    {
        var user = await RequireAsync(id, store, cancellationToken);
        return QueryEndpoints.Number(await reader.CountAsync(DirectoryTypes.User, new DirectoryQuery(), QueryScope.ReportsOf(user.Id), cancellationToken));
    }
}
