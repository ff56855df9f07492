using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Applications;
using Sutler.Service.Mapping;

namespace Sutler.Service.Jobs;

/// <summary>Jobs in Graph's shape (S/GRAPH-3 … S/GRAPH-8).</summary>
internal static class JobEndpoints
{
    private const string Jobs = "/servicePrincipals/{id}/synchronization/jobs";
    private const string OneJob = Jobs + "/{jobId}";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Jobs, ListAsync).WithSummary("Lists the jobs of an application");
        routes.MapPost(Jobs, CreateAsync).WithSummary("Makes a job from a template");
        routes.MapGet(OneJob, GetAsync).WithSummary("Reads a job with its status");
        routes.MapPatch(OneJob, UpdateAsync).WithSummary("Changes the settings of a job, or how often it looks by itself");
        routes.MapDelete(OneJob, DeleteAsync).WithSummary("Deletes a job; what it made at the target stays");
        routes.MapPost(OneJob + "/start", StartAsync).WithMetadata(Access.Operator).WithSummary("Starts or resumes a job");
        routes.MapPost(OneJob + "/pause", PauseAsync).WithMetadata(Access.Operator).WithSummary("Pauses a job");
        routes.MapPost(OneJob + "/restart", RestartAsync).WithMetadata(Access.Operator).WithSummary("Drops parts of what a job keeps, by resetScope, and has it begin again");
        routes.MapPost(OneJob + "/runNow", RunNowAsync).WithMetadata(Access.Operator).WithSummary("Looks at once for changes to carry over");
    }

    private static async Task<IResult> ListAsync(string id, JobStore store, JobStatusReader status, CancellationToken cancellationToken)
    {
        var shown = new List<object>();
        foreach (var job in await store.ListAsync(id, cancellationToken))
            shown.Add(await status.ReadAsync(job, cancellationToken));
        return Results.Json(new { value = shown });
    }

    private static async Task<IResult> CreateAsync(string id, JsonObject body, [AsParameters] JobServices services, CancellationToken cancellationToken)
    {
        Body.Allow(body, "templateId");
        var template = Body.Text(body, "templateId") ?? "";
        var schema = await services.Schemas.TemplateAsync(id, template, cancellationToken) ?? TemplateStore.Find(template)
            ?? throw ApiException.BadRequest($"The template '{(template.Length > 60 ? template[..60] : template)}' is not known. Use {string.Join(" or ", TemplateStore.Ids)}.");
        await ApplicationEndpoints.RequireAsync(id, services.Applications, cancellationToken);
        var job = await services.Control.CreateAsync(id, template, schema, cancellationToken);
        services.Host.Wake(job.Id);
        return Results.Json(await services.Status.ReadAsync(job, cancellationToken), statusCode: 201);
    }

    private static async Task<IResult> GetAsync([AsParameters] JobRoute route, JobStatusReader status, CancellationToken cancellationToken) =>
        Results.Json(await status.ReadAsync(await route.FindAsync(cancellationToken), cancellationToken));

    private static async Task<IResult> UpdateAsync([AsParameters] JobRoute route, JsonObject body, JobCommands commands, CancellationToken cancellationToken)
    {
        var changes = JobChange.Read(body);
        await commands.SetSettingsAsync(await route.FindAsync(cancellationToken), changes, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RunNowAsync([AsParameters] JobRoute route, JobCommands commands, CancellationToken cancellationToken)
    {
        commands.RunNow(await route.FindAsync(cancellationToken));
        return Results.NoContent();
    }

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
