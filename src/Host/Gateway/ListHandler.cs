using System.Buffers;
using System.Text.Json;
using Sutler.Host.Cache;
using Sutler.Scim.Filters;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>
/// Answers queries. An equality on an attribute is a hash lookup, however many objects there are; other filters look at each object. An
/// attribute that nobody has is equal to nothing, so the service's probe gets an empty list (H/SCIM-5).
/// </summary>
internal sealed class ListHandler(TypeGateway gateway)
{
    private const int MaxResults = 1000;

    public async ValueTask<ScimAnswer> HandleAsync(ListRequest request, CancellationToken cancellationToken)
    {
        gateway.EnsureReady();
        if (request.Filter is null)
            return Page(request, gateway.Objects.List(request.StartIndex <= 1), gateway.Age());

        var matches = FilterEvaluator.Compile(request.Filter, gateway.Schema);
        if (EqualityTerm.Find(request.Filter, gateway.Type) is not { } term)
            return Page(request, Scan(request, matches, cancellationToken), gateway.Age());

        var found = Matching(term, request, matches);
        var live = gateway.Lookup is not null && term.CanAsk && (request.NoCache || (gateway.LookupOnMiss && found.Count == 0));
        if (live)
        {
            await RefreshAsync(term, cancellationToken);
            gateway.EnsureReady();
            found = Matching(term, request, matches);
        }

        return Page(request, found, live ? null : gateway.Age());
    }

    private Task RefreshAsync(EqualityTerm term, CancellationToken cancellationToken) =>
        term.Source is { } source
            ? gateway.Lookup!.RefreshAsync(gateway.Type, term, source, cancellationToken)
            : gateway.Lookup!.RefreshAsync(gateway.Type, term.Value, cancellationToken);

    private List<CacheEntry> Matching(EqualityTerm term, ListRequest request, Func<JsonElement, bool> matches)
    {
        var candidates = term.Candidates(gateway.Objects);
        var found = term.IsWhole ? candidates.ToList() : candidates.Where(e => Matches(e, request, matches)).ToList();
        if (found.Count > 1)
            found.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return found;
    }

    private List<CacheEntry> Scan(ListRequest request, Func<JsonElement, bool> matches, CancellationToken cancellationToken)
    {
        var found = new List<CacheEntry>();
        var objects = gateway.Objects;
        foreach (var id in objects.List(request.StartIndex <= 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (objects.Get(id) is { } entry && Matches(entry, request, matches))
                found.Add(entry);
        }

        return found;
    }

    private bool Matches(CacheEntry entry, ListRequest request, Func<JsonElement, bool> matches)
    {
        var buffer = new ArrayBufferWriter<byte>(entry.Content.Length + 1024);
        ResourceWriter.Write(buffer, gateway.Type, request.BaseUrl, entry);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return matches(document.RootElement);
    }

    private ScimAnswer Page(ListRequest request, string[] ids, TimeSpan? age)
    {
        var objects = gateway.Objects;
        var (first, count) = Window(request, ids.Length);
        var entries = ids.AsSpan(first, count).ToArray().Select(objects.Get).OfType<CacheEntry>().ToList();
        return Write(request, ids.Length, entries, age);
    }

    private ScimAnswer Page(ListRequest request, List<CacheEntry> found, TimeSpan? age)
    {
        var (first, count) = Window(request, found.Count);
        return Write(request, found.Count, found.GetRange(first, count), age);
    }

    private static (int First, int Count) Window(ListRequest request, int total)
    {
        var first = Math.Min(Math.Max(request.StartIndex, 1) - 1, total);
        var count = Math.Clamp(request.Count ?? MaxResults, 0, MaxResults);
        return (first, Math.Min(count, total - first));
    }

    private ScimAnswer Write(ListRequest request, int total, List<CacheEntry> entries, TimeSpan? age) =>
        new(200)
        {
            Age = age,
            WriteBody = body =>
            {
                ListResponseWriter.WriteStart(body, total, Math.Max(request.StartIndex, 1), entries.Count);
                for (var i = 0; i < entries.Count; i++)
                {
                    if (i > 0)
                        ListResponseWriter.WriteSeparator(body);
                    ResourceWriter.Write(body, gateway.Type, request.BaseUrl, entries[i]);
                }

                ListResponseWriter.WriteEnd(body);
            },
        };
}
