using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sutler.Scim.Errors;

namespace Sutler.Scim.Client;

/// <summary>
/// Reads a list to its end from servers whose paging is half broken: totals that are too small, pages shorter than asked, resources that
/// come again. What cannot be read to its end is reported as such, never taken for the whole. One use.
/// </summary>
internal sealed class ScimListReader(ScimClient client, string endpoint, ScimListOptions options)
{
    private const int MostEmptyPages = 3;
    private readonly HashSet<ulong> _seen = [];
    private int _emptyPages;

    public async IAsyncEnumerable<ScimResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var received = 0;
        var from = options.Cursor ? "" : "1";
        while (true)
        {
            var page = ScimTolerance.OfList(await client.ReadPageAsync(endpoint, options, from, cancellationToken));
            if (!page.IsDone)
            {
                yield return page;
                yield break;
            }

            var fresh = page.Resources.Where(IsNew).ToList();
            received += page.Resources.Count;
            yield return page with { Resources = fresh };
            var problem = Problem(page, fresh.Count, from);
            if (problem is not null)
                yield return problem;
            if (problem is not null || !GoesOn(page, fresh.Count))
                yield break;
            from = options.Cursor ? page.NextCursor! : (received + 1).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A full page may be followed by more whatever the total says: some servers give the page's size as the total.</summary>
    private bool GoesOn(ScimResult page, int fresh)
    {
        if (fresh == 0)
            return options.Cursor && page.Resources.Count == 0 && page.NextCursor is { Length: > 0 } && _emptyPages++ < MostEmptyPages;
        if (options.Cursor)
            return page.NextCursor is { Length: > 0 };
        return _seen.Count < page.TotalResults || page.Resources.Count == options.PageSize;
    }

    private ScimResult? Problem(ScimResult page, int fresh, string from)
    {
        if (fresh > 0)
            return options.Cursor && page.NextCursor is { Length: > 0 } next && next == from ? Broken(page, "names the same cursor again") : null;
        if (page.Resources.Count > 0)
            return options.Cursor ? (page.NextCursor is null ? null : Broken(page, "lists again what it has listed")) : Repeats(page);
        if (options.Cursor)
            return page.NextCursor is { Length: > 0 } && _emptyPages >= MostEmptyPages ? Broken(page, "goes on with empty pages") : null;
        return _seen.Count < page.TotalResults ? Broken(page, "ends") : null;
    }

    private ScimResult? Repeats(ScimResult page) => _seen.Count < page.TotalResults ? Broken(page, "lists again what it has listed") : null;

    private ScimResult Broken(ScimResult page, string what)
    {
        var total = page.TotalResults is { } count ? string.Create(CultureInfo.InvariantCulture, $" of {count}") : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"GET {endpoint}: the target {what} after {_seen.Count}{total} resources, so its list is not whole and absence from it proves nothing.");
        return new ScimResult(ScimOutcome.Refused, page.Status) { Error = new ScimError(page.Status, null, text), Incompatibility = text, TotalResults = page.TotalResults };
    }

    private bool IsNew(JsonElement resource) => _seen.Add(Hash(ScimResult.IdOf(resource)!));

    /// <summary>FNV-1a: a number instead of the text keeps a million ids in 30 MB.</summary>
    private static ulong Hash(string id)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in id)
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash;
    }
}
