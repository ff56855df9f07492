using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Schemas.Linting;

namespace Sutler.Service.Schemas;

/// <summary>Versions of a job's schema, their differences, going back, and looking a document through (S/SCHEMA-7, S/SCHEMA-8).</summary>
internal static class SchemaVersionEndpoints
{
    private const string Schema = "/api/v1" + SchemaEndpoints.Schema;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Schema + "/versions", ListAsync).WithSummary("Lists the versions of a job's schema");
        routes.MapGet(Schema + "/versions/{version}", GetAsync).WithSummary("Gives a version of a job's schema");
        routes.MapGet(Schema + "/diff", DiffAsync).WithSummary("Tells what differs between two versions of a schema");
        routes.MapPost(Schema + "/rollback", RollbackAsync).WithSummary("Puts an earlier version of a schema in use again");
        routes.MapPost(Schema + "/lint", LintAsync).WithSummary("Tells what is wrong or doubtful in a schema").WithMetadata(Access.Reader);
    }

    public static object Show(Finding finding) => new
    {
        severity = finding.IsError ? "error" : "warning",
        code = finding.Code,
        place = finding.Place,
        message = finding.Message,
        remedy = finding.Remedy,
    };

    private static async Task<IResult> ListAsync([AsParameters] JobRoute route, SchemaStore store, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        return Results.Json(new { value = (await store.ListAsync(job, cancellationToken)).Select(version => version.Show(job.SchemaVersion)) });
    }

    private static async Task<IResult> GetAsync([AsParameters] JobRoute route, long version, SchemaStore store, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var found = await FindAsync(job, version, store, cancellationToken);
        return Results.Text(SchemaDocument.Write(SchemaDocument.Stamp(SchemaDocument.Read(found.Document), job.Id, version)), "application/json", Encoding.UTF8);
    }

    private static async Task<IResult> DiffAsync([AsParameters] JobRoute route, long? from, long? to, SchemaStore store, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var last = to ?? job.SchemaVersion;
        var first = from ?? Math.Max(1, last - 1);
        var before = await FindAsync(job, first, store, cancellationToken);
        var after = await FindAsync(job, last, store, cancellationToken);
        var differences = SchemaDiff.Compare(SchemaDocument.Read(before.Document), SchemaDocument.Read(after.Document));
        return Results.Json(new { from = first, to = last, differences = differences.Select(difference => difference.Show()) });
    }

    private static async Task<IResult> RollbackAsync(
        [AsParameters] JobRoute route, HttpContext context, SchemaStore store, SchemaCommands commands, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var body = await SchemaEndpoints.ReadBodyAsync(context.Request, cancellationToken);
        var version = body.Number("version") ?? throw ApiException.BadRequest("The body of a rollback is {\"version\":N}, with comment if you like.");
        var found = await FindAsync(job, version, store, cancellationToken);
        var save = new SchemaSave
        {
            JobId = job.Id,
            Document = SchemaDocument.Read(found.Document),
            Origin = SchemaOrigin.Rollback,
            Author = Caller.Current.Name,
            Comment = body.Text("comment") ?? $"Back to version {version}.",
            Expected = SchemaEndpoints.Expected(context.Request),
        };
        return Results.Json(new { version = await commands.SaveAsync(save, cancellationToken) });
    }

    /// <summary>Looks through the document sent, or the one in use when none is.</summary>
    private static async Task<IResult> LintAsync([AsParameters] JobRoute route, HttpRequest request, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        JsonObject document = SchemaDocument.Read(string.IsNullOrWhiteSpace(text) ? job.SchemaDocument : text);
        var findings = SchemaLint.Check(document);
        return Results.Json(new
        {
            errors = findings.Count(finding => finding.IsError),
            warnings = findings.Count(finding => !finding.IsError),
            findings = findings.Select(Show),
        });
    }

    private static async Task<SchemaVersion> FindAsync(JobRow job, long version, SchemaStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(job, version, cancellationToken) ?? throw ApiException.NotFound($"The job's schema has no version {version}.");
}
