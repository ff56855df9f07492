using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Jobs;

namespace Sutler.Service.Plans;

/// <summary>Plans: what a job would do, looked at, applied, taken back (S/PLAN-1, S/PLAN-2, S/PLAN-4, S/UNDO-2).</summary>
internal static class PlanEndpoints
{
    private const int MostListed = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/jobs/{jobId}/plans", CreateAsync).WithMetadata(Access.Operator).WithSummary("Makes a plan of what a job would do; nothing is written");
        routes.MapGet("/api/v1/jobs/{jobId}/plans", ListAsync).WithSummary("The plans of a job, newest first");
        routes.MapPost("/api/v1/jobs/{jobId}/undo", UndoAsync).WithMetadata(Access.Operator).WithSummary("Makes a plan that takes back what a cycle, a plan or a change did");
        routes.MapGet("/api/v1/plans/{id}", GetAsync).WithSummary("A plan: state, progress, counts");
        routes.MapGet("/api/v1/plans/{id}/summary", GetAsync).WithSummary("Gives a plan's counts and state");
        routes.MapGet("/api/v1/plans/{id}/items", ItemsAsync).WithSummary("What a plan says, object by object; ?action=create,update&search=name&state=changedSince");
        routes.MapPost("/api/v1/plans/{id}/apply", ApplyAsync).WithMetadata(Access.Operator).WithSummary("Does exactly what a plan says");
        routes.MapDelete("/api/v1/plans/{id}", DeleteAsync).WithMetadata(Access.Operator).WithSummary("Cancels a plan under way, or drops one");
    }

    public static async Task<JobRow> RequireJobAsync(string jobId, JobStore jobs, CancellationToken cancellationToken) =>
        await jobs.FindAsync(jobId, cancellationToken) ?? throw ApiException.NotFound($"There is no job '{jobId}'. 'sutler job list' shows those there are.");

    private static async Task<IResult> CreateAsync(string jobId, PlanRequest? body, Caller caller, [AsParameters] PlanServices services, CancellationToken cancellationToken)
    {
        var job = await RequireJobAsync(jobId, services.Jobs, cancellationToken);
        var plan = await services.Commands.CreateAsync(job, body ?? new PlanRequest(), Initiator.Of(caller), cancellationToken);
        return Results.Json(PlanView.Show(plan, []), statusCode: 202);
    }

    private static async Task<IResult> ListAsync(string jobId, [AsParameters] PlanServices services, CancellationToken cancellationToken)
    {
        await RequireJobAsync(jobId, services.Jobs, cancellationToken);
        var shown = new List<object>();
        foreach (var plan in await services.Plans.ListAsync(jobId, MostListed, cancellationToken))
            shown.Add(PlanView.Show(plan, await services.Items.CountAsync(plan.Id, cancellationToken)));
        return Results.Json(new { value = shown });
    }

    private static async Task<IResult> UndoAsync(string jobId, UndoRequest body, Caller caller, [AsParameters] PlanServices services, CancellationToken cancellationToken)
    {
        var job = await RequireJobAsync(jobId, services.Jobs, cancellationToken);
        var plan = await services.Commands.UndoAsync(job, body.ToSelection(), Initiator.Of(caller), cancellationToken);
        return Results.Json(PlanView.Show(plan, []), statusCode: 202);
    }

    private static async Task<IResult> GetAsync(string id, [AsParameters] PlanServices services, CancellationToken cancellationToken)
    {
        var plan = await RequireAsync(id, services, cancellationToken);
        return Results.Json(PlanView.Show(plan, await services.Items.CountAsync(id, cancellationToken)));
    }

    private static async Task<IResult> ItemsAsync(string id, HttpRequest request, [AsParameters] PlanServices services, CancellationToken cancellationToken)
    {
        await RequireAsync(id, services, cancellationToken);
        var page = PageRequest.Of(request);
        var items = await services.Items.PageAsync(id, QueryOf(request, page), cancellationToken);
        var answer = new JsonObject();
        if (items.Count > page.Top)
            answer["@odata.nextLink"] = PageRequest.NextLink(request, string.Create(CultureInfo.InvariantCulture, $"{items[page.Top - 1].Rank}.{items[page.Top - 1].SourceId}"));
        answer["value"] = new JsonArray([.. items.Take(page.Top).Select(PlanView.Show)]);
        return Results.Json(answer);
    }

    private static async Task<IResult> ApplyAsync(string id, ApplyRequest? body, Caller caller, [AsParameters] PlanServices services, CancellationToken cancellationToken)
    {
        var plan = await RequireAsync(id, services, cancellationToken);
        await services.Commands.ApplyAsync(plan, (body?.Limit, body?.Approve is true), Initiator.Of(caller), cancellationToken);
        services.Host.Wake(plan.JobId);
        return Results.Json(PlanView.Show(await RequireAsync(id, services, cancellationToken), await services.Items.CountAsync(id, cancellationToken)), statusCode: 202);
    }

    private static async Task<IResult> DeleteAsync(string id, [AsParameters] PlanServices services, CancellationToken cancellationToken)
    {
        await services.Commands.DeleteAsync(await RequireAsync(id, services, cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    private static PlanItemQuery QueryOf(HttpRequest request, PageRequest page)
    {
        var actions = request.Query["action"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (actions.FirstOrDefault(action => !PlanAction.All.Contains(action)) is { } unknown)
            throw ApiException.BadRequest($"'{unknown}' is no action of a plan. Use one or several of {string.Join(", ", PlanAction.All)}, separated by commas.");
        var place = page.SkipToken.Split('.', 2);
        if (page.SkipToken.Length > 0 && (place.Length != 2 || !int.TryParse(place[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw ApiException.BadRequest("$skiptoken is none of this service. Take it from @odata.nextLink.");
        return new PlanItemQuery
        {
            After = page.SkipToken.Length == 0 ? (-1, "") : (int.Parse(place[0], CultureInfo.InvariantCulture), place[1]),
            Top = page.Top + 1,
            Actions = actions.Length == 0 ? null : actions,
            State = request.Query["state"].ToString() is { Length: > 0 } state ? state : null,
            Search = request.Query["search"].ToString() is { Length: > 0 } search ? search : null,
        };
    }

    private static async Task<PlanRow> RequireAsync(string id, PlanServices services, CancellationToken cancellationToken) =>
        await services.Plans.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"There is no plan '{id}', or its time is over.");
}
