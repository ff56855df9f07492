using System.Buffers;
using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Server.Paging;
using Sutler.Scim.Server.Projection;

namespace Sutler.Scim.Server.Requests;

/// <summary>
/// Sorts the results of all resource types into one list. Each type sorts its own; the first of each, as many as the page reaches to, are merged.
/// Types that have no such attribute come where resources without a value do.
/// </summary>
internal sealed class RootSort(List<IScimResourceHandler> handlers, ListRequest request, int maxResults)
{
    private const int MaxReach = 10_000;

    public async ValueTask<ScimPage> AnswerAsync(CancellationToken cancellationToken)
    {
        var count = Math.Min(request.Count ?? maxResults, maxResults);
        if (request.Cursor is not null)
            throw Invalid(ScimErrorType.InvalidValue, "A sorted query over all types pages by startIndex. Leave the cursor out, or query one type, such as /Users.");
        if (request.StartIndex > MaxReach)
            throw Invalid(ScimErrorType.TooMany, $"A sorted query over all types reaches to result {MaxReach}. Query one type, such as /Users.");
        var sorters = handlers.ConvertAll(Sorter);
        if (sorters.Find(sorter => sorter is not null) is not { } order)
            return handlers.Count == 0 ? new ScimPage(0, static (_, _) => { }) { TotalResults = 0, StartIndex = request.StartIndex } : throw Unknown();

        var (found, total) = (new List<(PageKey Key, ScimPage Page, int Index)>(), 0);
        for (var i = 0; i < handlers.Count; i++)
            total += await CollectAsync(handlers[i], sorters[i], found, request.StartIndex - 1 + count, cancellationToken);
        found.Sort((left, right) => order.Compare(left.Key, right.Key));
        var first = Math.Min(request.StartIndex - 1, found.Count);
        var window = found.GetRange(first, Math.Min(count, found.Count - first));
        return new ScimPage(window.Count, (body, i) => window[i].Page.WriteResource(body, window[i].Index)) { TotalResults = total, StartIndex = request.StartIndex };
    }

    private async ValueTask<int> CollectAsync(
        IScimResourceHandler handler, ResourceSorter? sorter, List<(PageKey Key, ScimPage Page, int Index)> found, int reach, CancellationToken cancellationToken)
    {
        var selection = AttributeSelection.Of(handler, request, []);
        var buffer = new ArrayBufferWriter<byte>(2048);
        for (var have = 0; ;)
        {
            var part = request with { StartIndex = have + 1, Count = Math.Min(reach - have, maxResults), SortBy = sorter is null ? null : request.SortBy };
            var page = await handler.ListAsync(part, cancellationToken);
            var shown = ResourceAnswer.Select(page, selection);
            for (var i = 0; i < page.Count; i++)
            {
                buffer.ResetWrittenCount();
                page.WriteResource(buffer, i);
                found.Add((KeyOf(sorter, buffer.WrittenMemory), shown, i));
            }
            have += page.Count;
            if (page.Count == 0 || have >= reach || have >= page.TotalResults)
                return page.TotalResults ?? have;
        }
    }

    private static PageKey KeyOf(ResourceSorter? sorter, ReadOnlyMemory<byte> resource)
    {
        using var document = JsonDocument.Parse(resource);
        var id = document.RootElement.GetProperty("id").GetString()!;
        return sorter?.KeyOf(id, document.RootElement) ?? new PageKey(id);
    }

    private ResourceSorter? Sorter(IScimResourceHandler handler)
    {
        try
        {
            return ResourceSorter.Create(request.SortBy!, request.Descending, handler.Schema);
        }
        catch (ScimException)
        {
            return null;
        }
    }

    private ScimException Unknown() =>
        Invalid(ScimErrorType.InvalidValue, $"Query parameter 'sortBy': no type has the attribute '{Excerpt.Of(request.SortBy!.ToString())}'. /Schemas lists them.");

    private static ScimException Invalid(string type, string detail) => new(400, type, detail);
}
