using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Jobs;

namespace Sutler.Service.Quarantine;

/// <summary>The quarantine of a job: what it is, and putting a job there by hand (S/QUAR-8). Start and restart lift it.</summary>
internal static class QuarantineEndpoints
{
    private const string Quarantine = "/api/v1/jobs/{jobId}/quarantine";
    private const int MostNote = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Quarantine, GetAsync).WithSummary("Reads the quarantine of a job");
        routes.MapPost(Quarantine, PutAsync).WithMetadata(Access.Operator).WithSummary("Puts a job into quarantine until it is started or restarted");
    }

    private static async Task<IResult> GetAsync(string jobId, JobStore jobs, QuarantineGate gate, CancellationToken cancellationToken)
    {
        var job = await jobs.RequireAsync(jobId, cancellationToken);
        var row = await gate.FindAsync(job.Id, cancellationToken);
        return Results.Json(new { code = QuarantineView.Code(job.Code, row), quarantine = QuarantineView.Of(row), paused = row is { State: QuarantineRow.Paused } ? QuarantineView.Message(row) : null });
    }

    private static async Task<IResult> PutAsync(string jobId, JsonObject body, [AsParameters] QuarantineServices services)
    {
        var job = await services.Jobs.RequireAsync(jobId, CancellationToken.None);
        if (Text(body, "reason") is { } reason && QuarantineReason.Parse(reason) != QuarantineReason.OnDemand)
            throw ApiException.BadRequest($"reason can only be {QuarantineReason.OnDemand}; the service finds the others by itself. Leave it out.");
        await services.Gate.QuarantineAsync(job, QuarantineCause.OnDemand(Caller.Current.Name, Text(body, "note")), CancellationToken.None);
        services.Host.Wake(jobId);
        return Results.NoContent();
    }

    private static string? Text(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length <= MostNote => text,
        _ => throw ApiException.BadRequest($"{name} is text of at most {MostNote} characters."),
    };
}
