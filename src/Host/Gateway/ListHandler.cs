using System.Buffers;
using System.Text.Json;
using Sutler.Host.Cache;
using Sutler.Scim.Server;
using Sutler.Scim.Server.Paging;

namespace Sutler.Host.Gateway;

/// <summary>
/// Answers queries. An equality on an attribute is a hash lookup, however many objects there are; other filters look at each object. An
/// attribute that nobody has is equal to nothing, so the service's probe gets an empty list (H/SCIM-5), and no object is looked at.
/// </summary>
internal sealed class ListHandler(TypeGateway gateway)
{
    public const int MaxResults = 1000;

    public async ValueTask<ScimPage> HandleAsync(ListRequest request, CancellationToken cancellationToken)
    {
        gateway.EnsureReadable();
        var query = ListQuery.Create(request, gateway.Schema);
        if (query.MatchesNothing)
            return Page(request, query, []) with { Age = gateway.Age() };
        if (request.Filter is null || EqualityTerm.Find(request.Filter, gateway.Type) is not { } term)
            return All(request, query, cancellationToken) with { Age = gateway.Age() };

        var found = Matching(term, request, query);
        var live = gateway.Lookup is not null && term.CanAsk && (request.NoCache || (found.Count == 0 && gateway.MayLookUpMiss()));
        if (live)
        {
            await RefreshAsync(term, cancellationToken);
            found = Matching(term, request, query);
        }

        gateway.EnsureCertain(term, found);
        return Page(request, query, found) with { Age = live ? null : gateway.Age() };
    }

    /// <summary>What no index answers: all objects, or each object looked at.</summary>
    private ScimPage All(ListRequest request, ListQuery query, CancellationToken cancellationToken)
    {
        gateway.EnsureCertain(null, []);
        return request.Filter is null && query.Sorter is null ? Page(request, query) : Page(request, query, Scan(request, query, cancellationToken));
    }

    private Task RefreshAsync(EqualityTerm term, CancellationToken cancellationToken) =>
        term.Source is { } source
            ? gateway.Lookup!.RefreshAsync(gateway.Type, term, source, cancellationToken)
            : gateway.Lookup!.RefreshAsync(gateway.Type, term.Value, cancellationToken);

    private List<CacheEntry> Matching(EqualityTerm term, ListRequest request, ListQuery query)
    {
        var candidates = term.Candidates(gateway.Objects);
        var buffer = term.IsWhole ? null : new ArrayBufferWriter<byte>(2048);
        var found = buffer is null ? candidates.ToList() : candidates.Where(e => Matches(e, request, query, buffer)).ToList();
        if (found.Count > 1)
            found.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return found;
    }

    private List<CacheEntry> Scan(ListRequest request, ListQuery query, CancellationToken cancellationToken)
    {
        var found = new List<CacheEntry>();
        var objects = gateway.Objects;
        var buffer = new ArrayBufferWriter<byte>(2048);
        // All of them are looked at in any case: a page that is asked for by itself shows what is there now.
        foreach (var id in objects.List(fresh: true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (objects.Get(id) is { } entry && Matches(entry, request, query, buffer))
                found.Add(entry);
        }

        return found;
    }

    private bool Matches(CacheEntry entry, ListRequest request, ListQuery query, ArrayBufferWriter<byte> buffer)
    {
        if (query.Test is not { } test)
            return true;
        using var document = Parse(entry, request, buffer);
        return test(document.RootElement);
    }

    private JsonDocument Parse(CacheEntry entry, ListRequest request, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        ResourceWriter.Write(buffer, gateway.Type, request.BaseUrl, entry);
        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    /// <summary>A page of all objects in the order of their ids: only its own objects are touched.</summary>
    private ScimPage Page(ListRequest request, ListQuery query)
    {
        var objects = gateway.Objects;
        var ids = objects.List(IsFirst(request));
        var window = query.Window(ids.Length, MaxResults, i => new PageKey(ids[i]));
        return Write(request, window, ids.Skip(window.First).Take(window.Count).Select(objects.Get).OfType<CacheEntry>().ToList());
    }

    private ScimPage Page(ListRequest request, ListQuery query, List<CacheEntry> found)
    {
        if (query.Sorter is { } sorter && found.Count > 1)
            return Sorted(request, query, sorter, found);
        var window = query.Window(found.Count, MaxResults, i => new PageKey(found[i].Id));
        return Write(request, window, found.GetRange(window.First, window.Count));
    }

    private ScimPage Sorted(ListRequest request, ListQuery query, ResourceSorter sorter, List<CacheEntry> found)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        var keyed = found.ConvertAll(entry =>
        {
            using var document = Parse(entry, request, buffer);
            return (Key: sorter.KeyOf(entry.Id, document.RootElement), Entry: entry);
        });
        keyed.Sort((a, b) => sorter.Compare(a.Key, b.Key));
        var window = query.Window(keyed.Count, MaxResults, i => keyed[i].Key);
        return Write(request, window, keyed.GetRange(window.First, window.Count).ConvertAll(item => item.Entry));
    }

    private ScimPage Write(ListRequest request, ListWindow window, List<CacheEntry> entries) =>
        window.ToPage(entries.Count, (body, i) => ResourceWriter.Write(body, gateway.Type, request.BaseUrl, entries[i]));

    // Later pages go on in the order that the first one began.
    private static bool IsFirst(ListRequest request) => request.StartIndex <= 1 && string.IsNullOrEmpty(request.Cursor);
}
