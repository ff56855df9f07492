using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;

namespace Sutler.Scim.Server.Requests;

/// <summary>Reads a query that came in a body, so that it stands in no URL (RFC 7644 §3.4.3).</summary>
internal static class SearchRequest
{
    private const string MessageUrn = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    public static ListRequest Read(JsonObject body, HttpRequest request, string baseUrl)
    {
        CheckMessage(body);
        var attributes = ReadNames(body, "attributes");
        var excluded = ReadNames(body, "excludedAttributes");
        ScimQuery.CheckExclusive(attributes, excluded);
        var cursor = ReadText(body, "cursor");
        return new ListRequest
        {
            BaseUrl = baseUrl,
            Filter = ReadText(body, "filter") is { } filter ? FilterParser.Parse(filter) : null,
            StartIndex = ScimQuery.StartIndexOf(ReadNumber(body, "startIndex"), cursor),
            Count = ScimQuery.CountOf(ReadNumber(body, "count"), cursor),
            Cursor = cursor,
            SortBy = ReadText(body, "sortBy") is { } sortBy ? ScimQuery.ReadName("sortBy", sortBy) : null,
            Descending = ReadText(body, "sortOrder") is { } order && ScimQuery.ReadDescending(order),
            Attributes = attributes,
            ExcludedAttributes = excluded,
            NoCache = ScimQuery.IsNoCache(request),
        };
    }

    private static void CheckMessage(JsonObject body)
    {
        if (JsonNames.Get(body, "schemas") is JsonArray schemas
            && schemas.Any(schema => MessageUrn.Equals(JsonNames.Text(schema), StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }
        throw Syntax($"needs '{MessageUrn}' in 'schemas'");
    }

    private static List<AttributePath> ReadNames(JsonObject body, string member)
    {
        var names = new List<AttributePath>();
        foreach (var item in JsonNames.Get(body, member) switch
        {
            null => [],
            JsonArray items => items,
            _ => throw Syntax($"needs '{member}' to be an array of names"),
        })
        {
            names.Add(ScimQuery.ReadName(member, JsonNames.Text(item) ?? throw Syntax($"needs '{member}' to be an array of names")));
            ScimQuery.CheckNumber(member, names.Count);
        }
        return names;
    }

    private static string? ReadText(JsonObject body, string member) =>
        JsonNames.Get(body, member) is { } node ? JsonNames.Text(node) ?? throw Syntax($"needs '{member}' to be a string") : null;

    private static int? ReadNumber(JsonObject body, string member) => JsonNames.Get(body, member) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) => number,
        _ => throw Syntax($"needs '{member}' to be a whole number"),
    };

    private static ScimException Syntax(string rule) => new(400, ScimErrorType.InvalidSyntax, $"The search request {rule} (RFC 7644 §3.4.3).");
}
