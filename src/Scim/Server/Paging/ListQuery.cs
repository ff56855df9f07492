using System.Text.Json;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Paging;

/// <summary>
/// A query made ready for a type: its filter as a test, its order, and the cutting of its pages. Made once for a request; what is wrong with the
/// query is said then.
/// </summary>
public sealed class ListQuery
{
    private readonly ListRequest _request;
    private readonly ResourceSchema _schema;

    private ListQuery(ListRequest request, ResourceSchema schema)
    {
        _request = request;
        _schema = schema;
        if (request.Filter is { } filter)
        {
            Test = FilterEvaluator.Compile(filter, schema);
            MatchesNothing = FilterBounds.MatchesNothing(filter, schema);
        }
        if (request.SortBy is { } sortBy)
            Sorter = ResourceSorter.Create(sortBy, request.Descending, schema);
    }

    /// <summary>Whether a resource is a result; null when all are.</summary>
    public Func<JsonElement, bool>? Test { get; }

    /// <summary>Whether the filter alone says that there are no results: it asks for attributes or a type that these resources do not have.</summary>
    public bool MatchesNothing { get; }

    /// <summary>The order asked for; null for that of ids.</summary>
    public ResourceSorter? Sorter { get; }

    /// <summary>Makes a query ready.</summary>
    /// <exception cref="Errors.ScimException">Filter or order do not fit the type.</exception>
    public static ListQuery Create(ListRequest request, ResourceSchema schema)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(schema);
        return new ListQuery(request, schema);
    }

    /// <summary>The page asked for.</summary>
    /// <param name="total">How many results there are. They stand in the order of <see cref="Sorter"/>, else of ids (ordinal).</param>
    /// <param name="maxResults">Most results in one page.</param>
    /// <param name="keyAt">Where the result at a position stands.</param>
    /// <exception cref="Errors.ScimException">The cursor is none of this query's.</exception>
    public ListWindow Window(int total, int maxResults, Func<int, PageKey> keyAt)
    {
        ArgumentNullException.ThrowIfNull(keyAt);
        var count = Math.Clamp(_request.Count ?? maxResults, 0, maxResults);
        if (_request.Cursor is not { } cursor)
        {
            var first = Math.Min(Math.Max(_request.StartIndex, 1) - 1, total);
            return new ListWindow(first, Math.Min(count, total - first)) { Total = total, StartIndex = Math.Max(_request.StartIndex, 1) };
        }
        var (from, to) = cursor.Length == 0 ? (0, Math.Min(count, total)) : Find(PageCursor.Read(cursor, _request, _schema), total, count, keyAt);
        return new ListWindow(from, to - from)
        {
            Total = total,
            NextCursor = to < total && to > from ? Cursor(keyAt(to - 1), backward: false) : null,
            PreviousCursor = from > 0 && to > from ? Cursor(keyAt(from), backward: true) : null,
        };
    }

    private (int From, int To) Find(PageCursor cursor, int total, int count, Func<int, PageKey> keyAt)
    {
        var edge = Place(cursor, total, keyAt);
        return cursor.Backward ? (Math.Max(0, edge - count), edge) : (edge, Math.Min(total, edge + count));
    }

    /// <summary>The position of the first result behind the cursor's resource; backward, of that resource itself or what took its place.</summary>
    private int Place(PageCursor cursor, int total, Func<int, PageKey> keyAt)
    {
        var (low, high) = (0, total);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var order = Compare(keyAt(middle), cursor.Key);
            if (order < 0 || (order == 0 && !cursor.Backward))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private int Compare(PageKey left, PageKey right) => Sorter?.Compare(left, right) ?? string.CompareOrdinal(left.Id, right.Id);

    private string Cursor(PageKey key, bool backward) => new PageCursor(key, backward).Write(_request, _schema);
}
