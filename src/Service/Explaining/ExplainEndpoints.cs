using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.OnDemand;
using Sutler.Service.Plans;

namespace Sutler.Service.Explaining;

/// <summary>Why an object stands as it does, in one job and across all (S/OPS-1, S/OPS-2).</summary>
internal static class ExplainEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/jobs/{jobId}/explain/{objectId}", ExplainAsync).WithSummary("Why an object is, or is not, as it should be at the target");
        routes.MapGet("/api/v1/users/{id}/provisioning", ListAsync).WithSummary("A user's state in every job");
    }

    private static async Task<IResult> ExplainAsync(string jobId, string objectId, [AsParameters] ExplainServices services, CancellationToken cancellationToken)
    {
        var job = await PlanEndpoints.RequireJobAsync(jobId, services.Jobs, cancellationToken);
        var id = await ResolveAsync(objectId, jobId, services.Finder, cancellationToken);
        var application = await services.Applications.FindAsync(job.ApplicationId, cancellationToken);
        return Results.Json(ExplainView.Show(await services.Reader.ReadAsync(id, (job, application?.DisplayName ?? ""), live: true, cancellationToken)));
    }

    private static async Task<IResult> ListAsync(string id, [AsParameters] ExplainServices services, CancellationToken cancellationToken)
    {
        var resolved = await ResolveAsync(id, null, services.Finder, cancellationToken);
        var names = (await services.Applications.ListAsync(cancellationToken)).ToDictionary(row => row.Id, row => row.DisplayName, StringComparer.Ordinal);
        var rows = new List<object>();
        foreach (var job in await services.Jobs.ListAsync(null, cancellationToken))
        {
            var facts = await services.Reader.ReadAsync(resolved, (job, names.GetValueOrDefault(job.ApplicationId) ?? ""), live: false, cancellationToken);
            rows.Add(ExplainView.ShowRow(facts));
        }

        return Results.Json(new { objectId = resolved, value = rows });
    }

    private static async Task<string> ResolveAsync(string text, string? jobId, ObjectFinder finder, CancellationToken cancellationToken) =>
        await finder.ResolveAsync(text, jobId, cancellationToken)
        ?? throw ApiException.NotFound($"'{text}' is no id, userPrincipalName or worker id of the directory, and no id at a target. Find one with GET /api/v1/jobs/{{id}}/onDemand/search?q=….");
}
