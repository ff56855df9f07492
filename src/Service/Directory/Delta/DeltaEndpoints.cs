using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sutler.Service.Api;
using Sutler.Service.Directory.Filters;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory.Delta;

/// <summary>
/// Delta queries over users and groups: a snapshot, then what has changed since, by links that carry the query (S/SRC-1, S/SRC-2). A link older
/// than the feed answers 410 with the address to begin again at (S/SRC-3).
/// </summary>
internal static class DeltaEndpoints
{
    private const int DefaultSize = 200;
    private const int MostSize = 999;
    private const int MostIds = 50;
    private const string DeltaOption = "$deltatoken";
    private const string SkipOption = "$skiptoken";
    private const string Latest = "latest";
    private const string SizePreference = "odata.maxpagesize=";

    public static void Map(RouteGroupBuilder routes)
    {
        foreach (var name in (string[])["delta", "delta()", "microsoft.graph.delta", "microsoft.graph.delta()"])
        {
            routes.MapGet("/users/" + name, UsersAsync).WithSummary("Follows the changes of users");
            routes.MapGet("/groups/" + name, GroupsAsync).WithSummary("Follows the changes of groups and their members");
        }
    }

    private static Task<IResult> UsersAsync(HttpRequest request, DeltaStore store, DeltaTokens tokens, CancellationToken cancellationToken) =>
        AnswerAsync(request, DirectoryTypes.User, (store, tokens), (token, size) => new UserDelta(store).ReadAsync(token, size, cancellationToken));

    private static Task<IResult> GroupsAsync(HttpRequest request, DeltaStore store, DeltaTokens tokens, CancellationToken cancellationToken) =>
        AnswerAsync(request, DirectoryTypes.Group, (store, tokens), (token, size) => new GroupDelta(store).ReadAsync(token, size, cancellationToken));

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, DirectoryType type, (DeltaStore Store, DeltaTokens Tokens) services, Func<DeltaToken, int, Task<DeltaPage>> read)
    {
        var token = await TokenAsync(request, type, services);
        try
        {
            var latest = string.Equals(request.Query[DeltaOption], Latest, StringComparison.OrdinalIgnoreCase);
            var page = latest ? new DeltaPage([], token, false) : await read(token, Size(request));
            var answer = new JsonObject { ["@odata.context"] = $"{request.Scheme}://{request.Host}/v1.0/$metadata#{type.Plural}" };
            answer[page.More ? "@odata.nextLink" : "@odata.deltaLink"] =
                $"{Address(request)}?{(page.More ? SkipOption : DeltaOption)}={services.Tokens.Write(page.Next)}";
            answer["value"] = new JsonArray([.. page.Objects]);
            return Results.Json(answer);
        }
        catch (PrunedException)
        {
            request.HttpContext.Response.Headers.Location = $"{Address(request)}?{DeltaOption}=";
            throw new ApiException(410, "syncStateNotFound", $"The changes that this link leads to have been pruned. Begin again at the address in Location, and compare what you have with the snapshot.");
        }
    }

    private static async Task<DeltaToken> TokenAsync(HttpRequest request, DirectoryType type, (DeltaStore Store, DeltaTokens Tokens) services)
    {
        var given = request.Query[SkipOption].ToString() is { Length: > 0 } skip ? skip : request.Query[DeltaOption].ToString();
        var latest = string.Equals(given, Latest, StringComparison.OrdinalIgnoreCase);
        if (given.Length > 0 && !latest)
            return services.Tokens.Read(given, type);

        var unknown = request.Query.Keys.FirstOrDefault(name => name.StartsWith('$') && name is not ("$select" or "$filter" or DeltaOption or SkipOption or "$format"));
        if (unknown is not null)
            throw ApiException.BadRequest($"{unknown} is not for delta queries. They take $select and a $filter by id; the header Prefer: {SizePreference}N sets the size of pages.");
        var select = request.Query["$select"].ToString() is { Length: > 0 } text ? text : null;
        Selection.Parse(type, select);
        return new DeltaToken
        {
            Type = type.Name,
            Position = await services.Store.PositionAsync(request.HttpContext.RequestAborted),
            Snapshot = !latest,
            Select = select,
            Ids = FilterParser.Parse(request.Query["$filter"]) is { } filter ? Ids(filter) : null,
        };
    }

    private static List<string> Ids(FilterTree filter)
    {
        var ids = new List<string>();
        Collect(filter, ids);
        return ids.Count <= MostIds ? ids : throw ApiException.BadRequest($"A delta query follows at most {MostIds} ids. Follow all, or use several queries.");
    }

    private static void Collect(FilterTree node, List<string> ids)
    {
        switch (node)
        {
            case FilterTree.Or or:
                Collect(or.Left, ids);
                Collect(or.Right, ids);
                break;
            case FilterTree.Compare { Operator: "eq", Value: string id } compare when compare.Path.Name is "id":
                ids.Add(id);
                break;
            case FilterTree.In list when list.Path.Name is "id" && list.Values.All(value => value is string):
                ids.AddRange(list.Values.OfType<string>());
                break;
            default:
                throw ApiException.BadRequest("Delta queries are filtered by id alone: id eq '…' or id eq '…'.");
        }
    }

    private static int Size(HttpRequest request)
    {
        var wish = request.Headers["Prefer"].SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim())
            .FirstOrDefault(value => value.StartsWith(SizePreference, StringComparison.OrdinalIgnoreCase));
        return wish is not null && int.TryParse(wish.AsSpan(SizePreference.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? Math.Clamp(size, 1, MostSize)
            : DefaultSize;
    }

    private static string Address(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.Path}";
}
