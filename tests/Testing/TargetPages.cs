using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Sutler.Testing;

/// <summary>Pages of a <see cref="ScriptedTarget"/>'s lists, whole or half broken.</summary>
internal sealed class TargetPages(ScriptedTarget target)
{
    public JsonObject Read(IReadOnlyList<JsonObject> resources, IQueryCollection query)
    {
        var defects = target.Defects;
        var filter = query["filter"].ToString();
        var found = resources
            .Where(item => !(defects.HidesInactive && ScriptedTarget.IsInactive(item)))
            .Where(item => filter.Length == 0 || defects.IgnoresFilter || TargetPath.Matches(item, filter, defects.CaseSensitiveFilters)).ToList();
        if (found.Count == 0 && filter.Length > 0 && defects.NotFoundForEmptySearch)
            throw new TargetRefusal(404, null, "Nothing was found.");

        var byCursor = target.Cursor && query.ContainsKey("cursor");
        var start = byCursor ? Number(query["cursor"], 0) : Math.Max(1, Number(query["startIndex"], 1)) - 1;
        var count = Math.Clamp(Number(query["count"], target.MaxResults), 0, target.MaxResults);
        (start, count) = defects.Paging switch
        {
            PagingDefect.ShortPages => (start, Math.Max(1, count / 2)),
            PagingDefect.Repeats when start > 0 => (start - 1, count),
            PagingDefect.IgnoresStartIndex => (0, count),
            PagingDefect.IgnoresCount => (0, int.MaxValue),
            _ => (start, count),
        };
        var page = found.Skip(start).Take(count).Select(item => (JsonNode)target.Show(item, query)).ToArray();
        return Answer(page, (found.Count, start, byCursor));
    }

    private JsonObject Answer(JsonNode[] page, (int Total, int Start, bool ByCursor) at)
    {
        var answer = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"),
            ["totalResults"] = target.Defects.Paging switch
            {
                PagingDefect.TotalIsPageSize => page.Length,
                PagingDefect.TotalTooLarge => at.Total + 7,
                _ => at.Total,
            },
            ["startIndex"] = at.Start + 1,
            ["itemsPerPage"] = page.Length,
            ["Resources"] = new JsonArray(page),
        };
        if (at.ByCursor)
        {
            answer.Remove("totalResults");
            if (at.Start + page.Length < at.Total)
                answer["nextCursor"] = (at.Start + page.Length).ToString(CultureInfo.InvariantCulture);
        }

        return answer;
    }

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
