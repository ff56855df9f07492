using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Server.Projection;

namespace Sutler.Scim.Server.Requests;

/// <summary>Answers a query over all resource types (RFC 7644 §3.4.2.1): their results one type after the other, as one list.</summary>
internal static class RootQuery
{
    public static async ValueTask<ScimAnswer> AnswerAsync(ScimCallContext call, ListRequest request)
    {
        var handlers = call.Endpoint.ResourceTypes.Select(call.Endpoint.Handler).ToList();
        if (request.Filter is { } filter)
        {
            // What is wrong with the filter is said by a type that has its attributes; where none has, the result is empty.
            handlers.RemoveAll(handler => FilterBounds.MatchesNothing(filter, handler.Schema));
        }
        var maxResults = call.Endpoint.Config.MaxResults;
        var page = request switch
        {
            { SortBy: not null } => await new RootSort(handlers, request, maxResults).AnswerAsync(call.Aborted),
            { Cursor: { } cursor } => await ByCursorAsync(handlers, request, cursor, call.Aborted),
            _ => await ByIndexAsync(handlers, request, maxResults, call.Aborted),
        };
        return ResourceAnswer.Of(page, null);
    }

    private static async ValueTask<ScimPage> ByIndexAsync(
        List<IScimResourceHandler> handlers, ListRequest request, int maxResults, CancellationToken cancellationToken)
    {
        var pages = new List<ScimPage>(handlers.Count);
        var left = Math.Min(request.Count ?? maxResults, maxResults);
        var before = 0;
        foreach (var handler in handlers)
        {
            var part = request with { StartIndex = Math.Max(1, request.StartIndex - before), Count = left };
            var page = ResourceAnswer.Select(await handler.ListAsync(part, cancellationToken), AttributeSelection.Of(handler, request, []));
            pages.Add(page);
            left -= page.Count;
            before += page.TotalResults ?? page.Count;
        }
        return Join(pages) with { TotalResults = before, StartIndex = request.StartIndex };
    }

    // A page ends with its type, so that the cursor of a type serves here too: the type's place stands before it.
    private static async ValueTask<ScimPage> ByCursorAsync(
        List<IScimResourceHandler> handlers, ListRequest request, string cursor, CancellationToken cancellationToken)
    {
        if (handlers.Count == 0)
            return new ScimPage(0, static (_, _) => { }) { TotalResults = 0 };
        var (index, inner) = Split(handlers, cursor);
        while (true)
        {
            var handler = handlers[index];
            var page = await handler.ListAsync(request with { Cursor = inner }, cancellationToken);
            var last = page.NextCursor is null && index == handlers.Count - 1;
            if (page.Count == 0 && !last)
            {
                (index, inner) = (index + 1, "");
                continue;
            }
            var name = page.NextCursor is null ? index + 1 < handlers.Count ? handlers[index + 1].Schema.Type.Name : null : handler.Schema.Type.Name;
            return ResourceAnswer.Select(page, AttributeSelection.Of(handler, request, [])) with
            {
                TotalResults = null,
                NextCursor = name is null ? null : $"{name}~{page.NextCursor}",
                PreviousCursor = page.PreviousCursor is null ? null : $"{handler.Schema.Type.Name}~{page.PreviousCursor}",
            };
        }
    }

    private static (int Index, string Inner) Split(List<IScimResourceHandler> handlers, string cursor)
    {
        if (cursor.Length == 0)
            return (0, "");
        var end = cursor.IndexOf('~', StringComparison.Ordinal);
        var index = end < 0 ? -1 : handlers.FindIndex(handler => cursor.AsSpan(0, end).SequenceEqual(handler.Schema.Type.Name));
        return index >= 0
            ? (index, cursor[(end + 1)..])
            : throw new ScimException(400, ScimErrorType.InvalidCursor, "The cursor is not one that this query named. Begin again with an empty cursor (RFC 9865).");
    }

    private static ScimPage Join(List<ScimPage> pages)
    {
        var parts = new List<(ScimPage Page, int Index)>();
        foreach (var page in pages)
        {
            for (var i = 0; i < page.Count; i++)
                parts.Add((page, i));
        }
        return new ScimPage(parts.Count, (body, i) => parts[i].Page.WriteResource(body, parts[i].Index)) { Age = pages.Max(page => page.Age) };
    }
}
