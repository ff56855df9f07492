using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Jobs;

/// <summary>Jobs in Graph's shape (S/GRAPH-3 … S/GRAPH-8).</summary>
internal static class JobEndpoints
{
    private const string Jobs = "/servicePrincipals/{id}/synchronization/jobs";
    private const string OneJob = Jobs + "/{jobId}";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Jobs, ListAsync);
        routes.MapPost(Jobs, CreateAsync);
        routes.MapGet(OneJob, GetAsync);
        routes.MapDelete(OneJob, DeleteAsync);
        routes.MapPost(OneJob + "/start", StartAsync).WithMetadata(Access.Operator);
        routes.MapPost(OneJob + "/pause", PauseAsync).WithMetadata(Access.Operator);
        routes.MapPost(OneJob + "/restart", RestartAsync).WithMetadata(Access.Operator);
    }

    private static async Task<IResult> ListAsync(string id, JobStore store, JobStatusReader status, CancellationToken cancellationToken)
    {
        var shown = new List<object>();
        foreach (var job in await store.ListAsync(id, cancellationToken))
            shown.Add(await status.ReadAsync(job, cancellationToken));
        return Results.Json(new { value = shown });
    }

    private static async Task<IResult> CreateAsync(
        string id, JsonObject body, JobCommands commands, JobStatusReader status, CancellationToken cancellationToken)
    {
        var template = body["templateId"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        var job = await commands.CreateAsync(id, template, cancellationToken);
        return Results.Json(await status.ReadAsync(job, cancellationToken), statusCode: 201);
    }

    private static async Task<IResult> GetAsync([AsParameters] JobRoute route, JobStatusReader status, CancellationToken cancellationToken) =>
        Results.Json(await status.ReadAsync(await route.FindAsync(cancellationToken), cancellationToken));

    private static async Task<IResult> DeleteAsync([AsParameters] JobRoute route, JobCommands commands, CancellationToken cancellationToken)
    {
        await commands.DeleteAsync(await route.FindAsync(cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> StartAsync([AsParameters] JobRoute route, JobCommands commands, CancellationToken cancellationToken)
    {
        await commands.StartAsync(await route.FindAsync(cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> PauseAsync([AsParameters] JobRoute route, JobCommands commands, CancellationToken cancellationToken)
    {
        await commands.PauseAsync(await route.FindAsync(cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RestartAsync(
        [AsParameters] JobRoute route, HttpRequest request, JobCommands commands, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var scope = request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0
            ? ResetScope(await request.ReadFromJsonAsync<JsonNode>(cancellationToken))
            : null;
        await commands.RestartAsync(job, RestartCommand.Parse(scope), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>The scope as text; null where the body names none.</summary>
    private static string? ResetScope(JsonNode? body) => body switch
    {
        null => null,
        JsonObject restart when restart["criteria"] is null => null,
        JsonObject restart when restart["criteria"] is JsonObject criteria && criteria["resetScope"] is var scope && (scope is null || scope.GetValueKind() is JsonValueKind.String) =>
            scope?.GetValue<string>(),
        _ => throw ApiException.BadRequest("The body of a restart is {\"criteria\":{\"resetScope\":\"...\"}} with text in resetScope, or nothing."),
    };
}
