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
        app.MapPost("/api/v1/applications/{id}/probe", RunAsync);
        app.MapGet("/api/v1/applications/{id}/probe", GetAsync);
    }

    private static async Task<IResult> RunAsync(string id, HttpRequest request, TargetProbe probe, CancellationToken cancellationToken)
    {
        var body = request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0 ? await request.ReadFromJsonAsync<JsonObject>(cancellationToken) : null;
        var writeTest = body?["writeTest"] switch
        {
            null => false,
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
            _ => throw ApiException.BadRequest("writeTest must be true or false."),
        };
        return Results.Json(await probe.RunAsync(id, writeTest, cancellationToken));
    }

    private static async Task<IResult> GetAsync(string id, TargetReportStore reports, CancellationToken cancellationToken) =>
        Results.Json(await reports.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"The target of the service principal '{id}' was never probed. POST to this address probes it."));
}
