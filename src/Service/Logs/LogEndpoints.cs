using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;

namespace Sutler.Service.Logs;

/// <summary>The provisioning log in Graph's shape (S/LOG-13, S/GRAPH-20).</summary>
internal static class LogEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var version in (string[])["/v1.0", "/beta"])
            routes.MapGet(version + "/auditLogs/provisioning", ListAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, LogStore store, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(request);
        var rows = await store.ReadAsync(page, EqualityFilter.Parse(request.Query["$filter"]), cancellationToken);
        var answer = new JsonObject { ["@odata.context"] = "$metadata#auditLogs/provisioning" };
        if (rows.Count > page.Top)
            answer["@odata.nextLink"] = PageRequest.NextLink(request, rows[page.Top - 1].Sequence.ToString(CultureInfo.InvariantCulture));
        answer["value"] = new JsonArray([.. rows.Take(page.Top).Select(Show)]);
        return Results.Json(answer);
    }

    private static JsonNode Show((long Sequence, string Record) row)
    {
        var record = JsonNode.Parse(row.Record)!.AsObject();
        record.Insert(0, "id", row.Sequence.ToString(CultureInfo.InvariantCulture));
        return record;
    }
}
