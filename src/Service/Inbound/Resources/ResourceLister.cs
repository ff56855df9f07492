using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Sutler.Scim;
using Sutler.Scim.Filters;
using Sutler.Scim.Server;
using Sutler.Scim.Server.Paging;
using Sutler.Service.Store;
using Sutler.Storage;

namespace Sutler.Service.Inbound.Resources;

/// <summary>
/// Answers queries over one type: by an index where the filter allows it, else by looking at every object in turn. What is kept of those
/// looked at is their place in the list; the page itself is read last.
/// </summary>
internal sealed class ResourceLister(Database database, IdSnapshots snapshots, IResourceSource source)
{
    public const int MostResults = 1000;
    private const int ScanSize = 500;

    public async ValueTask<ScimPage> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        var query = ListQuery.Create(request, source.Schema);
        if (query.MatchesNothing)
            return query.Window(0, MostResults, _ => default).ToPage(0, static (_, _) => { });
        return query.Test is null && query.Sorter is null
            ? await PageOfAllAsync(request, query, cancellationToken)
            : await PageOfFoundAsync(request, query, cancellationToken);
    }

    private Task<ScimPage> PageOfAllAsync(ListRequest request, ListQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var fresh = request.StartIndex <= 1 && string.IsNullOrEmpty(request.Cursor);
            var ids = await snapshots.GetAsync(source.Table, fresh, () => connection.QueryAsync<string>(
                $"SELECT id FROM {source.Table} WHERE tenant_id = @tenantId AND deleted_at IS NULL", new { tenantId = Tenant.Default }));
            var window = query.Window(ids.Length, MostResults, index => new PageKey(ids[index].ToString()));
            return await PageAsync(connection, request, window, [.. ids.Skip(window.First).Take(window.Count).Select(id => id.ToString())]);
        },
        cancellationToken);

    private Task<ScimPage> PageOfFoundAsync(ListRequest request, ListQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var found = await ScanAsync(connection, request, query, cancellationToken);
            if (query.Sorter is { } sorter)
                found.Sort(sorter.Compare);
            else
                found.Sort(static (left, right) => string.CompareOrdinal(left.Id, right.Id));
            var window = query.Window(found.Count, MostResults, index => found[index]);
            return await PageAsync(connection, request, window, [.. found.Skip(window.First).Take(window.Count).Select(key => key.Id)]);
        },
        cancellationToken);

    private async Task<List<PageKey>> ScanAsync(DbConnection connection, ListRequest request, ListQuery query, CancellationToken cancellationToken)
    {
        var parameters = source.Parameters();
        var narrowed = request.Filter is null ? null : source.Narrow(request.Filter, parameters);
        parameters.Add("size", ScanSize);
        var condition = string.Create(CultureInfo.InvariantCulture, $"{(narrowed is null ? "" : narrowed + " AND ")}{source.IdColumn} > @after ORDER BY {source.IdColumn} LIMIT @size");
        var read = new ResourceRead(parameters, request.BaseUrl, Mentions(request, Authority.Members));
        var found = new List<PageKey>();
        var after = "";
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            parameters.Add("after", after);
            var rows = await source.ReadAsync(connection, condition, read);
            foreach (var row in rows)
                Look(row, query, found);
            if (rows.Count < ScanSize)
                return found;
            after = rows[^1].Id;
        }
    }

    private static void Look(ShownResource row, ListQuery query, List<PageKey> found)
    {
        var element = JsonSerializer.SerializeToElement(row.Resource);
        if (query.Test?.Invoke(element) != false)
            found.Add(query.Sorter?.KeyOf(row.Id, element) ?? new PageKey(row.Id));
    }

    private async Task<ScimPage> PageAsync(DbConnection connection, ListRequest request, ListWindow window, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return window.ToPage(0, static (_, _) => { });
        var parameters = source.Parameters();
        parameters.Add("ids", IdList.Of(ids));
        var read = new ResourceRead(parameters, request.BaseUrl, IsReturned(request, Authority.Members));
        var rows = (await source.ReadAsync(connection, IdList.In(source.IdColumn), read)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var page = ids.Select(id => rows.GetValueOrDefault(id)).OfType<ShownResource>().ToList();
        return window.ToPage(page.Count, (body, index) => page[index].Write(body));
    }

    /// <summary>Whether an attribute can be part of the answer.</summary>
    public static bool IsReturned(ReadRequest request, string attribute) =>
        (request.Attributes.Count == 0 || request.Attributes.Any(path => Is(path, attribute))) && !request.ExcludedAttributes.Any(path => path.SubAttribute is null && Is(path, attribute));

    private static bool Mentions(ListRequest request, string attribute) =>
        (request.SortBy is { } sortBy && Is(sortBy, attribute)) || (request.Filter is { } filter && Mentions(filter, attribute));

    private static bool Mentions(FilterExpression filter, string attribute) => filter switch
    {
        AndFilter and => Mentions(and.Left, attribute) || Mentions(and.Right, attribute),
        OrFilter or => Mentions(or.Left, attribute) || Mentions(or.Right, attribute),
        NotFilter not => Mentions(not.Inner, attribute),
        ValuePathFilter value => Is(value.Path, attribute),
        PresenceFilter presence => Is(presence.Path, attribute),
        ComparisonFilter comparison => Is(comparison.Path, attribute),
        _ => true,
    };

    private static bool Is(AttributePath path, string attribute) => path.Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase);
}
