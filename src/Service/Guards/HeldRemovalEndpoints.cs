using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Errors;
using Sutler.Service.Escrow;
using Sutler.Service.Jobs;

namespace Sutler.Service.Guards;

/// <summary>Removals that wait for an operator: who they are, and the decision on some of them or on all (S/SAFE-3).</summary>
internal static class HeldRemovalEndpoints
{
    private const string Held = "/api/v1/jobs/{jobId}/heldRemovals";
    private const int MostNote = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Held, ListAsync).WithSummary("Lists the removals of a job that are held, released or rejected");
        routes.MapPost(Held + "/release", ReleaseAsync).WithMetadata(Access.Operator).WithSummary("Lets held removals through once: some, or all that are held now");
        routes.MapPost(Held + "/reject", RejectAsync).WithMetadata(Access.Operator).WithSummary("Keeps held removals from being made until the object is in use again");
    }

    private static async Task<IResult> ListAsync(string jobId, HttpRequest request, JobStore jobs, RemovalGate gate, CancellationToken cancellationToken)
    {
        var job = await jobs.RequireAsync(jobId, cancellationToken);
        var page = PageRequest.Of(request);
        var rows = await gate.ListAsync(jobId, request.Query["state"].ToString(), page, cancellationToken);
        var counts = await gate.CountsAsync(jobId, cancellationToken);
        var answer = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (rows.Count > page.Top)
            answer["@odata.nextLink"] = PageRequest.NextLink(request, rows[page.Top - 1].Id);
        if (page.Count)
            answer["@odata.count"] = counts.Values.Sum();
        answer["value"] = rows.Take(page.Top).Select(Show);
        answer["counts"] = counts;
        answer["held"] = job.HeldRecord;
        return Results.Json(answer);
    }

    private static async Task<IResult> ReleaseAsync(string jobId, JsonObject body, [AsParameters] RemovalServices services)
    {
        var job = await services.Jobs.RequireAsync(jobId, CancellationToken.None);
        var released = await services.Gate.VerdictAsync(job, EscrowSelection.Read(body, takesCode: false), (RemovalState.Released, Note(body)), CancellationToken.None);
        services.Host.Wake(jobId);
        return Results.Json(new { released });
    }

    private static async Task<IResult> RejectAsync(string jobId, JsonObject body, [AsParameters] RemovalServices services)
    {
        var job = await services.Jobs.RequireAsync(jobId, CancellationToken.None);
        var rejected = await services.Gate.VerdictAsync(job, EscrowSelection.Read(body, takesCode: false), (RemovalState.Rejected, Note(body)), CancellationToken.None);
        services.Host.Wake(jobId);
        return Results.Json(new { rejected });
    }

    private static string? Note(JsonObject body) => body["note"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length <= MostNote => text,
        _ => throw ApiException.BadRequest($"note is text of at most {MostNote} characters."),
    };

    private static object Show(HeldRemovalRow row) => new
    {
        id = row.Id,
        sourceId = row.SourceId,
        memberId = row.MemberId,
        objectType = row.ObjectType,
        displayName = row.Name,
        action = row.Kind switch { nameof(RemovalKind.Delete) => "delete", nameof(RemovalKind.Member) => "removeMember", _ => "disable" },
        state = row.State,
        since = row.Since,
        decidedDateTime = row.DecidedAt,
        decidedBy = row.DecidedBy,
        note = row.Note,
        errorCode = ErrorCodes.StagedDelete,
        reason = row.State == RemovalState.Rejected ? "An operator rejected this removal; it stays so until the object is in use again." : ErrorCatalogue.Get(ErrorCodes.StagedDelete).Sentence,
    };
}
