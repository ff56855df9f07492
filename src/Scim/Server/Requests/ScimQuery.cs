using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;

namespace Sutler.Scim.Server.Requests;

/// <summary>Reads what a client asks for from the query and headers of its request (RFC 7644 §3.4.2, §3.9). Ignores unknown parameters.</summary>
internal sealed class ScimQuery
{
    private const int MaxNames = 200;

    private FilterExpression? _filter;
    private AttributePath? _sortBy;
    private bool _descending;
    private int? _startIndex;
    private int? _count;
    private string? _cursor;
    private IReadOnlyList<AttributePath> _attributes = [];
    private IReadOnlyList<AttributePath> _excluded = [];

    public static ListRequest ReadList(HttpRequest request, string baseUrl)
    {
        var query = Parse(request, list: true);
        return new ListRequest
        {
            BaseUrl = baseUrl,
            Filter = query._filter,
            StartIndex = StartIndexOf(query._startIndex, query._cursor),
            Count = CountOf(query._count, query._cursor),
            Cursor = query._cursor,
            SortBy = query._sortBy,
            Descending = query._descending,
            Attributes = query._attributes,
            ExcludedAttributes = query._excluded,
            NoCache = IsNoCache(request),
            IfNoneMatch = IfNoneMatchOf(request),
        };
    }

    public static ReadRequest Read(HttpRequest request, string baseUrl)
    {
        var query = Parse(request, list: false);
        return new ReadRequest
        {
            BaseUrl = baseUrl,
            Attributes = query._attributes,
            ExcludedAttributes = query._excluded,
            NoCache = IsNoCache(request),
            IfNoneMatch = IfNoneMatchOf(request),
        };
    }

    public static bool IsNoCache(HttpRequest request)
    {
        foreach (var value in request.Headers.CacheControl)
        {
            if (value?.Contains("no-cache", StringComparison.OrdinalIgnoreCase) == true)
                return true;
        }
        return false;
    }

    public static IReadOnlyList<AttributePath> ReadNames(string parameter, ReadOnlySpan<char> list)
    {
        var names = new List<AttributePath>();
        foreach (var part in list.Split(','))
        {
            var name = list[part].Trim();
            if (name.IsEmpty)
                continue;
            names.Add(ReadName(parameter, name));
            CheckNumber(parameter, names.Count);
        }
        return names;
    }

    public static void CheckNumber(string parameter, int names)
    {
        if (names > MaxNames)
            throw Invalid(parameter, $"it names more than {MaxNames} attributes. Name whole schemas by their URN, or leave it out");
    }

    /// <summary>The position to begin at; less than 1 means 1 (RFC 7644 §3.4.2.4).</summary>
    public static int StartIndexOf(int? startIndex, string? cursor) =>
        cursor is null || startIndex is null
            ? Math.Max(1, startIndex ?? 1)
            : throw Invalid("startIndex", "it excludes 'cursor'. Send one of the two");

    /// <summary>The page's size; less than 0 means 0 (RFC 7644 §3.4.2.4). Pages by cursor hold something (RFC 9865 §2.1).</summary>
    public static int? CountOf(int? count, string? cursor) =>
        cursor is null || count is null or > 0
            ? count is null ? null : Math.Max(0, count.Value)
            : throw new ScimException(400, ScimErrorType.InvalidCount, "With a cursor, 'count' must be at least 1. Leave it out for pages of the usual size.");

    public static AttributePath ReadName(string parameter, ReadOnlySpan<char> name) =>
        AttributePath.TryParse(name, out var path)
            ? path
            : throw Invalid(parameter, $"'{Excerpt.Of(name)}' is not the name of an attribute. Write it as {AttributePath.Form}");

    public static void CheckExclusive(IReadOnlyList<AttributePath> attributes, IReadOnlyList<AttributePath> excluded)
    {
        if (attributes.Count > 0 && excluded.Count > 0)
            throw Invalid("attributes", "it excludes 'excludedAttributes'. Send one of the two (RFC 7644 §3.9)");
    }

    public static bool ReadDescending(ReadOnlySpan<char> order)
    {
        if (order.Equals("descending", StringComparison.OrdinalIgnoreCase))
            return true;
        return order.Equals("ascending", StringComparison.OrdinalIgnoreCase)
            ? false
            : throw Invalid("sortOrder", "it must be ascending or descending");
    }

    private static string? IfNoneMatchOf(HttpRequest request) =>
        request.Headers.IfNoneMatch.Count == 0 ? null : request.Headers.IfNoneMatch.ToString();

    private static ScimQuery Parse(HttpRequest request, bool list)
    {
        var query = new ScimQuery();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().Span;
            if (query.TryReadSelection(name, pair) || !list)
                continue;
            query.ReadListParameter(name, pair);
        }
        CheckExclusive(query._attributes, query._excluded);
        return query;
    }

    private bool TryReadSelection(ReadOnlySpan<char> name, in QueryStringEnumerable.EncodedNameValuePair pair)
    {
        if (Is(name, "attributes"))
            _attributes = ReadNames("attributes", pair.DecodeValue().Span);
        else if (Is(name, "excludedAttributes"))
            _excluded = ReadNames("excludedAttributes", pair.DecodeValue().Span);
        else
            return false;
        return true;
    }

    private void ReadListParameter(ReadOnlySpan<char> name, in QueryStringEnumerable.EncodedNameValuePair pair)
    {
        var value = pair.DecodeValue().Span;
        if (Is(name, "filter"))
            _filter = _filter is null ? FilterParser.Parse(value) : throw Invalid("filter", "it may be sent only once. Join conditions with 'and'");
        else if (Is(name, "startIndex"))
            _startIndex = ReadNumber("startIndex", value);
        else if (Is(name, "count"))
            _count = ReadNumber("count", value);
        else if (Is(name, "cursor"))
            _cursor = value.ToString();
        else if (Is(name, "sortBy"))
            _sortBy = ReadName("sortBy", value);
        else if (Is(name, "sortOrder"))
            _descending = ReadDescending(value);
    }

    private static bool Is(ReadOnlySpan<char> name, string parameter) => name.Equals(parameter, StringComparison.OrdinalIgnoreCase);

    private static int ReadNumber(string parameter, ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid(parameter, "it must be a whole number");

    private static ScimException Invalid(string parameter, string rule) =>
        new(400, ScimErrorType.InvalidValue, $"Query parameter '{parameter}': {rule}.");
}
