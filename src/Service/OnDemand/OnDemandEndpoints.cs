using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Jobs;

namespace Sutler.Service.OnDemand;

/// <summary>Provisioning on demand: as in Graph (S/OD-5), and with previews, questions "what if" and any number of objects (S/OD-7).</summary>
internal static class OnDemandEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var version in (string[])["/v1.0", "/beta"])
            routes.MapPost(version + "/servicePrincipals/{id}/synchronization/jobs/{jobId}/provisionOnDemand", ProvisionAsync).WithMetadata(Access.Operator);
        routes.MapPost("/api/v1/jobs/{jobId}/onDemand", RunAsync).WithMetadata(Access.Operator).WithSummary("Shows what provisioning objects would do, or does it with preview: false");
        routes.MapGet("/api/v1/jobs/{jobId}/onDemand/search", SearchAsync).WithSummary("Finds users by part of a name, address or id: ?q=text");
        routes.MapGet("/api/v1/onDemand/{id}", GetAsync).WithSummary("The result of provisioning on demand, for a week");
    }

    private static async Task<IResult> ProvisionAsync([AsParameters] JobRoute route, JsonObject body, HttpContext context, [AsParameters] OnDemandServices services, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var asked = GraphOnDemandRequest.Read(body, job);
        if (services.Limiter.Enter(job.Id) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            throw new ApiException(429, "tooManyRequests", $"At most {OnDemandLimiter.Most} requests in {OnDemandLimiter.Window.TotalSeconds:0} seconds are taken for a job. Wait, or use POST /api/v1/jobs/{{id}}/onDemand.");
        }

        var done = await services.Commands.WriteAsync(job, [asked.ObjectId, .. asked.Members], Initiator.Of(Caller.Current), cancellationToken);
        return done.State == OnDemandRow.Done
            ? Results.Json(OnDemandAnswer.ToGraph(OnDemandCommands.Results(done)[0]!.AsObject()), OnDemandAnswer.Json)
            : throw new ApiException(504, "targetTimeout", $"The target has not answered yet. See GET /api/v1/onDemand/{done.Id}, or the provisioning log.");
    }

    private static async Task<IResult> RunAsync(string jobId, OnDemandRequest body, Caller caller, [AsParameters] OnDemandServices services, CancellationToken cancellationToken)
    {
        body.Check();
        var job = await services.Jobs.FindAsync(jobId, cancellationToken) ?? throw ApiException.NotFound($"There is no job '{jobId}'. 'sutler job list' shows those there are.");
        var ids = body.ObjectIds is { } named ? await ResolveAsync(named, (job.Id, services.Finder), cancellationToken) : [await OneAsync(body.Search!, services.Finder, cancellationToken)];
        var row = body.Preview
            ? await services.Commands.PreviewAsync(job, (ids, body), Initiator.Of(caller), cancellationToken)
            : await services.Commands.WriteAsync(job, ids, Initiator.Of(caller), cancellationToken);
        return Show(row, body.Preview);
    }

    private static async Task<IResult> GetAsync(string id, [AsParameters] OnDemandServices services, CancellationToken cancellationToken) =>
        Show(await services.Commands.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"There is no result '{id}', or its time is over."), null);

    private static async Task<IResult> SearchAsync(string jobId, string? q, [AsParameters] OnDemandServices services, CancellationToken cancellationToken)
    {
        if (q is not { Length: >= 2 and <= 200 })
            throw ApiException.BadRequest("q must be 2 to 200 characters of a name, an address or an id.");
        var found = await services.Finder.SearchAsync(q, cancellationToken);
        return Results.Json(new JsonObject { ["jobId"] = jobId, ["value"] = new JsonArray([.. found.Select(ShowUser)]) });
    }

    private static IResult Show(OnDemandRow row, bool? preview)
    {
        var location = "/api/v1/onDemand/" + row.Id;
        var answer = new JsonObject { ["id"] = row.Id, ["jobId"] = row.JobId, ["state"] = row.State, ["location"] = location };
        if (preview is { } looked)
            answer["preview"] = looked;
        if (row.State != OnDemandRow.Done)
            return Results.Accepted(location, answer);
        answer["value"] = OnDemandCommands.Results(row);
        return Results.Json(answer, OnDemandAnswer.Json);
    }

    /// <summary>What people give as an id may be a user principal name or the id at the target.</summary>
    private static async Task<IReadOnlyList<string>> ResolveAsync(IReadOnlyList<string> named, (string JobId, ObjectFinder Finder) where, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var name in named)
            ids.Add(await where.Finder.ResolveAsync(name, where.JobId, cancellationToken) ?? name);
        return ids;
    }

    private static async Task<string> OneAsync(string search, ObjectFinder finder, CancellationToken cancellationToken)
    {
        var found = await finder.SearchAsync(search, cancellationToken);
        return found.Count switch
        {
            0 => throw ApiException.NotFound($"Nobody is found by '{search}'. Try part of a name, an address, or the worker id."),
            1 => found[0].Id,
            _ => throw ApiException.BadRequest($"'{search}' means several: {string.Join(", ", found.Take(10).Select(user => $"{user.DisplayName} ({user.UserPrincipalName})"))}. Say more, or name the id."),
        };
    }

    private static JsonObject ShowUser(DirectoryUser user) => new()
    {
        ["id"] = user.Id,
        ["displayName"] = user.DisplayName,
        ["userPrincipalName"] = user.UserPrincipalName,
        ["employeeId"] = user.EmployeeId,
        ["deleted"] = user.DeletedAt is not null,
    };
}
