using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Mapping;

namespace Sutler.Service.Jobs;

/// <summary>Jobs in Graph's shape (S/GRAPH-3 … S/GRAPH-8, S/GRAPH-12).</summary>
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
        routes.MapPost(OneJob + "/start", StartAsync);
        routes.MapPost(OneJob + "/pause", PauseAsync);
        routes.MapPost(OneJob + "/restart", RestartAsync);
        routes.MapGet(OneJob + "/schema", GetSchemaAsync);
        routes.MapPut(OneJob + "/schema", PutSchemaAsync);
    }

    private static async Task<IResult> ListAsync(string id, JobStore store, JobStatusReader status, CancellationToken cancellationToken)
    {
        var shown = new List<object>();
        foreach (var job in await store.ListAsync(id, cancellationToken))
            shown.Add(await status.ReadAsync(job, cancellationToken));
        return Results.Json(new { value = shown });
    }

    private static async Task<IResult> CreateAsync(
        string id, JsonObject body, ApplicationStore applications, JobStore store, JobStatusReader status, CancellationToken cancellationToken)
    {
        await ApplicationEndpoints.RequireAsync(id, applications, cancellationToken);
        var template = body["templateId"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        var schema = TemplateStore.Find(template) ?? throw ApiException.BadRequest($"The template '{template}' is not known. Use {TemplateStore.Ecma2Host}.");
        var job = await store.CreateAsync(id, template, schema, cancellationToken);
        return Results.Json(await status.ReadAsync(job, cancellationToken), statusCode: 201);
    }

    private static async Task<IResult> GetAsync(string id, string jobId, JobStore store, JobStatusReader status, CancellationToken cancellationToken) =>
        Results.Json(await status.ReadAsync(await RequireAsync(id, jobId, store, cancellationToken), cancellationToken));

    private static async Task<IResult> DeleteAsync(string id, string jobId, JobStore store, JobCommands commands, CancellationToken cancellationToken)
    {
        await commands.DeleteAsync(await RequireAsync(id, jobId, store, cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> StartAsync(string id, string jobId, JobStore store, JobCommands commands, CancellationToken cancellationToken)
    {
        await commands.StartAsync(await RequireAsync(id, jobId, store, cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> PauseAsync(string id, string jobId, JobStore store, JobCommands commands, CancellationToken cancellationToken)
    {
        await commands.PauseAsync(await RequireAsync(id, jobId, store, cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RestartAsync(
        string id, string jobId, HttpRequest request, JobStore store, JobCommands commands, CancellationToken cancellationToken)
    {
        var job = await RequireAsync(id, jobId, store, cancellationToken);
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

    private static async Task<IResult> GetSchemaAsync(string id, string jobId, JobStore store, CancellationToken cancellationToken) =>
        Results.Text((await RequireAsync(id, jobId, store, cancellationToken)).SchemaDocument, "application/json", Encoding.UTF8);

    private static async Task<IResult> PutSchemaAsync(
        string id, string jobId, JsonObject body, JobStore store, JobCommands commands, CancellationToken cancellationToken)
    {
        await commands.SetSchemaAsync(await RequireAsync(id, jobId, store, cancellationToken), body.ToJsonString(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<JobRow> RequireAsync(string id, string jobId, JobStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(jobId, cancellationToken) is { } job && job.ApplicationId == id
            ? job
            : throw ApiException.NotFound($"The service principal '{id}' has no job '{jobId}'.");
}
