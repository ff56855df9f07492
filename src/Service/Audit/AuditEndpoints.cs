using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Audit;

/// <summary>The audit in Graph's shape, and the check of its chain.</summary>
internal static class AuditEndpoints
{
    private static readonly Dictionary<string, FilterColumn> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["activityDateTime"] = new("at", IsTime: true),
        ["activityDisplayName"] = new("activity"),
        ["category"] = new("category"),
        ["correlationId"] = new("request_id"),
        ["initiatedBy/user/id"] = new("actor_id"),
        ["initiatedBy/user/displayName"] = new("actor_name"),
        ["initiatedBy/user/userPrincipalName"] = new("actor_name"),
        ["initiatedBy/app/appId"] = new("actor_id"),
        ["initiatedBy/app/displayName"] = new("actor_name"),
        ["targetId"] = new("target_id"),
        ["targetResources/id"] = new("target_id"),
        ["targetResources/displayName"] = new("target_name"),
        ["targetResources/type"] = new("target_type"),
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var version in (string[])["/v1.0", "/beta"])
        {
            routes.MapGet(version + "/auditLogs/directoryAudits", ListAsync).WithSummary("Lists changes of configuration, newest first");
            routes.MapGet(version + "/auditLogs/directoryAudits/{id}", GetAsync).WithSummary("Reads one change of configuration");
        }

        routes.MapGet("/api/v1/audit/verify", VerifyAsync).WithMetadata(Access.Admin).WithSummary("Checks that no entry of the audit was changed or taken out");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AuditStore store, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(request);
        var rows = await store.ReadAsync(page, SqlCondition.Of(request.Query["$filter"], Columns), cancellationToken);
        var answer = new JsonObject { ["@odata.context"] = "$metadata#auditLogs/directoryAudits" };
        if (rows.Count > page.Top)
            answer["@odata.nextLink"] = PageRequest.NextLink(request, rows[page.Top - 1].Position.ToString(CultureInfo.InvariantCulture));
        answer["value"] = new JsonArray([.. rows.Take(page.Top).Select(AuditView.Show)]);
        return Results.Json(answer);
    }

    private static async Task<IResult> GetAsync(string id, AuditStore store, CancellationToken cancellationToken) =>
        Results.Json(AuditView.Show(await store.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound($"The audit has no entry '{id}'.")));

    private static async Task<IResult> VerifyAsync(AuditStore store, CancellationToken cancellationToken) =>
        Results.Json(await store.VerifyAsync(cancellationToken));
}
