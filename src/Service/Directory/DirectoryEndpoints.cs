using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Sutler.Service.Assignments;
using Sutler.Service.Directory.Csv;
using Sutler.Service.Directory.Delta;
using Sutler.Service.Directory.Groups;

namespace Sutler.Service.Directory;

/// <summary>The directory in Graph's shape, under <c>/v1.0</c> and <c>/beta</c> (S/SRC-7), and the import of files.</summary>
internal static class DirectoryEndpoints
{
    private const long MostImportBytes = 1L << 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/directory/imports", ImportAsync).WithMetadata(new RequestSizeLimit(MostImportBytes)).WithSummary("Imports a CSV file of workers");
        foreach (var version in (string[])["/v1.0", "/beta"])
        {
            var group = routes.MapGroup(version);
            UserEndpoints.Map(group);
            GroupEndpoints.Map(group);
            MemberEndpoints.Map(group);
            DeletedItemEndpoints.Map(group);
            DeltaEndpoints.Map(group);
            AssignmentEndpoints.Map(group);
        }
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, DirectoryImporter importer, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        var report = await importer.ImportAsync(request.Body, request.Query["name"], cancellationToken);
        return Results.Json(report, statusCode: report.Workers > 0 ? 200 : 422);
    }

    private sealed class RequestSizeLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize { get; } = bytes;
    }
}
