using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Targets.Probing;

/// <summary>The probe of an application's target, and its last report card.</summary>
internal static class ProbeEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/applications/{id}/probe", RunAsync).WithSummary("Probes a target and makes its report card");
        app.MapGet("/api/v1/applications/{id}/probe", GetAsync).WithSummary("Gives the report card of a target");
    }

    private static async Task<IResult> RunAsync(string id, HttpRequest request, TargetProbe probe, CancellationToken cancellationToken)
    {
        var body = request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0 ? await request.ReadFromJsonAsync<JsonObject>(cancellationToken) : null;
        if (body is not null)
            Body.Allow(body, "writeTest");
        var writeTest = body is not null && Body.Flag(body, "writeTest") is true;
        return Results.Json(await probe.RunAsync(id, writeTest, cancellationToken));
    }

    private static async Task<IResult> GetAsync(string id, TargetReportStore reports, CancellationToken cancellationToken) =>
        Results.Json(await reports.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"The target of the service principal '{id}' was never probed. POST to this address probes it."));
}
