using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Errors;
using Sutler.Service.Jobs;

namespace Sutler.Service.Escrow;

/// <summary>Objects of a job that failed: grouped by cause, and tried again on demand (S/OPS-3, S/ERR-5).</summary>
internal static class EscrowEndpoints
{
    private const string Escrows = "/api/v1/jobs/{jobId}/escrows";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Escrows, ListAsync).WithSummary("Lists the objects of a job that failed, and how many with each code");
        routes.MapPost(Escrows + "/retry", RetryAsync).WithMetadata(Access.Operator).WithSummary("Tries failed objects again at once: some, those with a code, or all");
    }

    private static async Task<IResult> ListAsync(string jobId, HttpRequest request, JobStore jobs, EscrowReader reader, CancellationToken cancellationToken)
    {
        await jobs.RequireAsync(jobId, cancellationToken);
        var page = PageRequest.Of(request);
        var rows = await reader.ListAsync(jobId, request.Query["code"].ToString(), page, cancellationToken);
        var counts = await reader.CountsAsync(jobId, cancellationToken);
        var answer = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (rows.Count > page.Top)
            answer["@odata.nextLink"] = PageRequest.NextLink(request, rows[page.Top - 1].SourceId);
        if (page.Count)
            answer["@odata.count"] = counts.Sum(count => count.Count);
        answer["value"] = rows.Take(page.Top).Select(Show);
        answer["counts"] = counts.Select(count => new { code = count.ErrorCode, count = count.Count, sentence = ErrorCatalogue.Find(count.ErrorCode)?.Sentence });
        return Results.Json(answer);
    }

    private static async Task<IResult> RetryAsync(string jobId, JsonObject body, [AsParameters] EscrowServices services)
    {
        await services.Jobs.RequireAsync(jobId, CancellationToken.None);
        var retried = await services.Reader.RetryAsync(jobId, EscrowSelection.Read(body, takesCode: true), CancellationToken.None);
        services.Host.Wake(jobId);
        return Results.Json(new { retried });
    }

    private static object Show(EscrowRow row)
    {
        var kind = ErrorCatalogue.Find(row.ErrorCode);
        return new
        {
            id = row.SourceId,
            objectType = row.ObjectType,
            displayName = row.Name,
            errorCode = row.ErrorCode,
            errorCategory = kind?.Category ?? ErrorCategory.NonServiceFailure,
            retryClass = row.RetryClass,
            attempts = row.Attempts,
            firstFailed = row.FirstFailedAt,
            lastFailed = row.LastFailedAt,
            nextAttempt = row.NextDue,
            reason = row.Reason,
            recommendedAction = kind?.Action,
            helpLink = kind?.Link,
        };
    }
}
