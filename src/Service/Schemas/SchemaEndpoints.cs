using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sutler.Expressions.Functions;
using Sutler.Service.Api;
using Sutler.Service.Jobs;
using Sutler.Service.Mapping;
using Sutler.Service.Schemas.Linting;
using Sutler.Service.Scoping;

namespace Sutler.Service.Schemas;

/// <summary>A job's schema in Graph's shape (S/GRAPH-12 … S/GRAPH-16, S/GRAPH-28).</summary>
internal static class SchemaEndpoints
{
    public const string Schema = "/servicePrincipals/{id}/synchronization/jobs/{jobId}/schema";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Schema, GetAsync);
        routes.MapPut(Schema, PutAsync);
        routes.MapDelete(Schema, DeleteAsync);
        routes.MapPost(Schema + "/parseExpression", ParseAsync).WithMetadata(Access.Reader);
        routes.MapPost(Schema + "/directories/{directoryId}/discover", DiscoverAsync);
        foreach (var call in (string[])["", "()"])
        {
            routes.MapGet(Schema + "/filterOperators" + call, OperatorsAsync);
            routes.MapGet(Schema + "/functions" + call, FunctionsAsync);
        }
    }

    public static async Task<JsonObject> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return SchemaDocument.Read(await reader.ReadToEndAsync(cancellationToken));
    }

    /// <summary>The version that <c>If-Match</c> names; null for none or any.</summary>
    public static long? Expected(HttpRequest request)
    {
        var tag = request.Headers.IfMatch.ToString().Trim();
        if (tag is "" or "*")
            return null;
        return long.TryParse(tag.Replace("W/", "", StringComparison.Ordinal).Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
            : throw new ApiException(412, "preconditionFailed", "If-Match names no version of a schema. Send the ETag that GET answered.");
    }

    public static string Tag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    private static async Task<IResult> GetAsync([AsParameters] JobRoute route, HttpContext context, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var document = SchemaDocument.Read(job.SchemaDocument);
        if (context.Request.Query["compatible"] == "true")
            RequireCompatible(document);
        context.Response.Headers.ETag = Tag(job.SchemaVersion);
        return Results.Text(SchemaDocument.Write(SchemaDocument.Stamp(document, job.Id, job.SchemaVersion)), "application/json", Encoding.UTF8);
    }

    private static async Task<IResult> PutAsync([AsParameters] JobRoute route, HttpContext context, SchemaCommands commands, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var document = await ReadBodyAsync(context.Request, cancellationToken);
        if (context.Request.Query["whatIf"] == "true")
        {
            return Results.Json(new
            {
                differences = SchemaDiff.Compare(SchemaDocument.Read(job.SchemaDocument), document).Select(difference => difference.Show()),
                findings = SchemaLint.Check(document).Select(SchemaVersionEndpoints.Show),
            });
        }

        var save = new SchemaSave
        {
            JobId = job.Id,
            Document = document,
            Origin = SchemaOrigin.Put,
            Author = Caller.Current.Name,
            Comment = context.Request.Query["comment"].FirstOrDefault(),
            Expected = Expected(context.Request),
        };
        context.Response.Headers.ETag = Tag(await commands.SaveAsync(save, cancellationToken));
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync([AsParameters] JobRoute route, HttpContext context, SchemaCommands commands, CancellationToken cancellationToken)
    {
        await commands.ResetAsync(await route.FindAsync(cancellationToken), Caller.Current.Name, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> OperatorsAsync([AsParameters] JobRoute route, CancellationToken cancellationToken)
    {
        await route.FindAsync(cancellationToken);
        var operators = ScopeOperators.All.Select(item => new
        {
            name = item.Name,
            arity = item.Arity.ToString(),
            multivaluedComparisonType = "All",
            supportedAttributeTypes = item.Types.Select(type => type.ToString()),
        });
        return Results.Json(new { value = operators });
    }

    private static async Task<IResult> FunctionsAsync([AsParameters] JobRoute route, CancellationToken cancellationToken)
    {
        await route.FindAsync(cancellationToken);
        var functions = FunctionCatalog.All.Select(function => new
        {
            name = function.Name,
            parameters = function.Parameters.Select(parameter => new
            {
                allowMultipleOccurrences = parameter.AllowMultipleOccurrences,
                name = parameter.Name,
                required = parameter.Required,
                type = parameter.Type,
            }),
        });
        return Results.Json(new { value = functions });
    }

    private static async Task<IResult> ParseAsync([AsParameters] JobRoute route, HttpRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var job = await route.FindAsync(cancellationToken);
        var body = await ReadBodyAsync(request, cancellationToken);
        var tables = LookupTables.Read(SchemaDocument.Read(job.SchemaDocument));
        return Results.Json(ExpressionTrial.Run(body, new Expressions.EvaluationContext { Clock = time, Tables = tables }));
    }

    private static async Task<IResult> DiscoverAsync(
        [AsParameters] JobRoute route, string directoryId, HttpContext context, [FromServices] SchemaCommands commands, CancellationToken cancellationToken)
    {
        var discovery = context.RequestServices.GetService(typeof(ISchemaDiscovery)) as ISchemaDiscovery
            ?? throw ApiException.Conflict("This service cannot ask applications for their schema. Add the attributes to directories of the schema.");
        return Results.Json(await commands.DiscoverAsync(await route.FindAsync(cancellationToken), directoryId, (discovery, Caller.Current.Name), cancellationToken));
    }

    /// <summary>Refuses to hand out as the original's what the original would not understand (S/SCOPE-20, S/EXPR-98).</summary>
    private static void RequireCompatible(JsonObject document)
    {
        var foreign = SchemaLint.Check(document).Where(finding => finding.Code is "NotInOriginal" or "ScopeNotInOriginal").ToList();
        if (foreign.Count > 0)
            throw ApiException.Conflict($"The schema uses what the original does not have: {string.Join(' ', foreign.Select(finding => finding.ToString().TrimEnd()))}");
    }
}
