using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Directory.Csv;

namespace Sutler.Service.Directory;

/// <summary>Users in Graph's shape, under <c>/v1.0</c> and <c>/beta</c> (S/SRC-7), and the import of files.</summary>
internal static class DirectoryEndpoints
{
    private const long MostImportBytes = 1L << 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/directory/imports", ImportAsync).WithMetadata(new RequestSizeLimit(MostImportBytes)).WithSummary("Imports a CSV file of workers");
        foreach (var version in (string[])["/v1.0", "/beta"])
            MapUsers(routes.MapGroup(version));
    }

    private static void MapUsers(RouteGroupBuilder routes)
    {
        routes.MapGet("/users", ListAsync);
        routes.MapGet("/users/$count", CountAsync);
        routes.MapPost("/users", CreateAsync);
        routes.MapGet("/users/{id}", GetAsync);
        routes.MapPatch("/users/{id}", PatchAsync);
        routes.MapDelete("/users/{id}", DeleteAsync);
        routes.MapPut("/users/{id}/manager/$ref", SetManagerAsync);
        routes.MapDelete("/users/{id}/manager/$ref", ClearManagerAsync);
        routes.MapPost("/directory/deletedItems/{id}/restore", RestoreAsync);
        routes.MapDelete("/directory/deletedItems/{id}", PurgeAsync);
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, DirectoryImporter importer, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        var report = await importer.ImportAsync(request.Body, request.Query["name"], cancellationToken);
        return Results.Json(report, statusCode: report.Workers > 0 ? 200 : 422);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, DirectoryStore store, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(request);
        var (users, count) = await store.ListAsync(page, EqualityFilter.Parse(request.Query["$filter"]), cancellationToken);
        var answer = new JsonObject { ["@odata.context"] = "$metadata#users" };
        if (count is { } total)
            answer["@odata.count"] = total;
        if (users.Count > page.Top)
            answer["@odata.nextLink"] = PageRequest.NextLink(request, users[page.Top - 1].Id);
        answer["value"] = new JsonArray([.. users.Take(page.Top).Select(UserJson.Write)]);
        return Results.Json(answer);
    }

    private static async Task<IResult> CountAsync(HttpRequest request, DirectoryStore store, CancellationToken cancellationToken)
    {
        var (_, count) = await store.ListAsync(new PageRequest(1, "", true), EqualityFilter.Parse(request.Query["$filter"]), cancellationToken);
        return Results.Text(count!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> GetAsync(string id, DirectoryStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } user
            ? Results.Json(UserJson.Write(user))
            : throw ApiException.NotFound($"No user has the id or userPrincipalName '{id}'.");

    private static async Task<IResult> CreateAsync(JsonObject body, DirectoryStore store, CancellationToken cancellationToken)
    {
        var user = await store.CreateAsync(UserJson.Merge(null, body), cancellationToken);
        return Results.Json(UserJson.Write(user), statusCode: 201);
    }

    private static async Task<IResult> PatchAsync(string id, JsonObject body, DirectoryStore store, CancellationToken cancellationToken)
    {
        await store.UpdateAsync(id, user => user with { Attributes = UserJson.Merge(user.Attributes, body) }, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> SetManagerAsync(string id, JsonObject body, DirectoryStore store, CancellationToken cancellationToken)
    {
        var reference = body["@odata.id"] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw ApiException.BadRequest("The body must be {\"@odata.id\": \"…/users/{id of the manager}\"}.");
        await store.SetManagerAsync(id, reference.TrimEnd('/').Split('/')[^1], cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> ClearManagerAsync(string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        await store.SetManagerAsync(id, null, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RestoreAsync(string id, DirectoryStore store, CancellationToken cancellationToken) =>
        Results.Json(UserJson.Write(await store.RestoreAsync(id, cancellationToken)));

    private static async Task<IResult> PurgeAsync(string id, DirectoryStore store, CancellationToken cancellationToken)
    {
        await store.PurgeAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private sealed class RequestSizeLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize { get; } = bytes;
    }
}
