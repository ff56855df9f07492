using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sutler.Service.Directory.Groups;

namespace Sutler.Service.Directory.Queries;

/// <summary>What every endpoint of a collection does: reads Graph's query options and writes a page.</summary>
internal static class QueryEndpoints
{
    public static DirectoryQuery Read(HttpRequest request, DirectoryType type) => DirectoryQuery.Parse(type, Options(request));

    public static IEnumerable<KeyValuePair<string, string>> Options(HttpRequest request) =>
        request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));

    public static IResult Page<T>(HttpRequest request, string context, ObjectPage<T> page, Func<T, JsonNode> write)
    {
        var answer = new JsonObject { ["@odata.context"] = $"{request.Scheme}://{request.Host}{request.Path.Value![..(request.Path.Value!.IndexOf('/', 1))]}/$metadata#{context}" };
        if (page.Count is { } count)
            answer["@odata.count"] = count;
        if (page.Next is { } next)
            answer["@odata.nextLink"] = NextLink(request, next.ToString());
        answer["value"] = new JsonArray([.. page.Objects.Select(write)]);
        return Results.Json(answer);
    }

    /// <summary>A page of users, their managers beside them where the query asks for those.</summary>
    public static async Task<IResult> UsersAsync(HttpRequest request, ObjectReader reader, QueryScope scope, CancellationToken cancellationToken)
    {
        var query = Read(request, DirectoryTypes.User);
        var page = await reader.UsersAsync(query, scope, cancellationToken);
        var write = await WriterAsync(page.Objects, query, reader, cancellationToken);
        return Page(request, "users", page, write);
    }

    /// <summary>What writes the users of a page.</summary>
    public static async Task<Func<DirectoryUser, JsonObject>> WriterAsync(
        IReadOnlyList<DirectoryUser> users, DirectoryQuery query, ObjectReader reader, CancellationToken cancellationToken)
    {
        if (query.Manager is not { } selection)
            return user => UserJson.Write(user, query.Select);
        var managers = await reader.UsersByIdAsync(users.Select(user => user.ManagerId).OfType<string>().Distinct(StringComparer.Ordinal), cancellationToken);
        return user => UserJson.Write(
            user,
            query.Select,
            user.ManagerId is { } id && managers.TryGetValue(id, out var manager) ? Typed(UserJson.Write(manager, selection), DirectoryTypes.User) : null);
    }

    public static async Task<IResult> GroupsAsync(HttpRequest request, ObjectReader reader, QueryScope scope, CancellationToken cancellationToken)
    {
        var query = Read(request, DirectoryTypes.Group);
        return Page(request, "groups", await reader.GroupsAsync(query, scope, cancellationToken), group => GroupJson.Write(group, query.Select));
    }

    /// <summary>A number, as text: what <c>/$count</c> answers.</summary>
    public static IResult Number(long count) => Results.Text(count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Puts the type in front, where users and groups stand side by side.</summary>
    public static JsonObject Typed(JsonObject json, DirectoryType type)
    {
        json.Insert(0, "@odata.type", "#microsoft.graph." + type.Name);
        return json;
    }

    private static string NextLink(HttpRequest request, string token)
    {
        var query = request.Query.Where(pair => !string.Equals(pair.Key, "$skiptoken", StringComparison.OrdinalIgnoreCase))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append($"$skiptoken={Uri.EscapeDataString(token)}");
        return $"{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query)}";
    }
}
