using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Jobs;

namespace Sutler.Service.Inbound.Uploads;

/// <summary>API-driven inbound provisioning (S/IN-1 to S/IN-11).</summary>
internal static class UploadEndpoints
{
    private const int MostBytes = 4 << 20;
    private const int MostKey = 200;
    private const string RetryAfterSeconds = "10";
    private const string OneJob = "/api/v1/inbound/jobs/{jobId}";

    /// <summary>Graph's own path, under each version.</summary>
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/servicePrincipals/{id}/synchronization/jobs/{jobId}/bulkUpload", UploadAsync).WithMetadata(new Access(Role.Operator, Scopes.Upload)).WithSummary("Takes in up to 50 user records, to be carried out by the job");

    public static void MapOwn(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/operations/{id}", ResultAsync).WithMetadata(new Access(Role.Reader, Scopes.Upload)).WithSummary("Says what became of each record of a bulkUpload");
        routes.MapPost(OneJob + "/accept", (string jobId, UploadServices services, CancellationToken token) => ReleaseAsync(jobId, accept: true, services, token)).WithMetadata(Access.Operator)
            .WithSummary("Lets go the records that the guard holds");
        routes.MapPost(OneJob + "/discard", (string jobId, UploadServices services, CancellationToken token) => ReleaseAsync(jobId, accept: false, services, token)).WithMetadata(Access.Operator)
            .WithSummary("Drops the records that the guard holds");
    }

    private static async Task<IResult> UploadAsync([AsParameters] JobRoute route, HttpContext context, UploadServices services)
    {
        var token = context.RequestAborted;
        var job = await route.FindAsync(token);
        RequireListening(job);
        RequireType(context.Request);
        var body = await ReadAsync(context.Request, token);
        var items = new UploadReader(UploadSchema.Read(job.SchemaDocument)).Read(body);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MostKey)
            throw ApiException.BadRequest($"Idempotency-Key is longer than {MostKey} characters. Shorten it.");
        var ticket = new UploadTicket(job.Id, key.Length == 0 ? null : key, Convert.ToHexStringLower(SHA256.HashData(body)));
        if (await services.Store.StageAsync(ticket, items, token) is not { } operation)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            throw new ApiException(429, "tooManyRequests", $"{UploadStore.MostWaiting} records of this job wait already. Repeat the request once some are carried out; if the job is paused, start it.");
        }

        services.Signal.Raise();
        var request = context.Request;
        var origin = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var version = request.Path.StartsWithSegments("/beta", StringComparison.OrdinalIgnoreCase) ? "beta" : "v1.0";
        context.Response.Headers.Location = $"{origin}/{version}/auditLogs/provisioning?$filter={Uri.EscapeDataString($"jobId eq '{job.Id}'")}";
        context.Response.Headers["Operation-Location"] = $"{origin}/api/v1/operations/{operation}";
        return Results.StatusCode(202);
    }

    private static async Task<IResult> ResultAsync(string id, UploadServices services, CancellationToken cancellationToken)
    {
        var (operation, rows) = await services.Store.FindAsync(id, cancellationToken)
            ?? throw ApiException.NotFound($"There is no operation '{(id.Length > 60 ? id[..60] : id)}'. Results are kept for {UploadStore.Retention.Days} days.");
        return Results.Json(UploadResult.Of(operation, rows));
    }

    private static async Task<IResult> ReleaseAsync(string jobId, bool accept, UploadServices services, CancellationToken cancellationToken)
    {
        if (await services.Jobs.FindAsync(jobId, cancellationToken) is not { IsInbound: true })
            throw ApiException.NotFound($"There is no inbound job '{(jobId.Length > 100 ? jobId[..100] : jobId)}'.");
        var released = await services.Store.ReleaseAsync(jobId, accept, cancellationToken);
        services.Signal.Raise();
        return Results.Json(new { records = released });
    }

    private static void RequireListening(JobRow job)
    {
        if (!job.IsInbound)
            throw ApiException.BadRequest($"The job {job.Id} takes no data in: its template is {job.TemplateId}. Make a job of the template {InboundTemplate.Id}.");
        if (job.Code is JobCode.NotConfigured)
            throw ApiException.Conflict("The job has never been started, so that nobody would carry the records out. Start it first: POST …/start. Paused jobs take data in and carry it out when they go on.");
    }

    private static void RequireType(HttpRequest request)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        if (!string.Equals(type, "application/scim+json", StringComparison.OrdinalIgnoreCase))
            throw ApiException.BadRequest("Invalid Data Format: the body must come with Content-Type: application/scim+json.");
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > MostBytes)
                throw new ApiException(413, "payloadTooLarge", $"The body is larger than {MostBytes} bytes. Send fewer records at once.");
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
