using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Export;

/// <summary>
/// Brings the cache back to the truth after a crash or a lost result: every journaled object is read from the target again, and only then
/// does the journal go. Until that has happened the connection must not answer for these objects, nor take writes.
/// </summary>
internal sealed partial class Recovery(ExportParts parts, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Tries until it succeeds.</summary>
    /// <exception cref="OperationCanceledException">The host stops; the journal stays.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        while (true)
        {
            try
            {
                if (await TryAsync(cancellationToken))
                {
                    parts.Doubts.Set([]);
                    parts.Recovering(null);
                    return;
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var reason = e is ConnectorException connector ? connector.Error.Message : "The cache file or the connector failed; see the log.";
                parts.Recovering(reason);
                LogFailed(logger, e, parts.ConnectionName, wait);
            }

            await Task.Delay(wait * (0.75 + (parts.Random.NextDouble() / 2)), parts.Clock, cancellationToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        var rows = await parts.Store.ReadJournalAsync(cancellationToken);
        if (rows is [])
            return true;

        if (parts.Connector.ApplyHangs)
        {
            parts.Recovering("The connector has not come back from a batch. If it stays so, reload the connection.");
            return false;
        }

        parts.Recovering($"{rows.Count} objects whose change may have been cut off are read from the target again.");
        LogStarted(logger, parts.ConnectionName, rows.Count);
        var readBack = parts.ReadBack;
        if ((readBack is null || !rows.TrueForAll(ReadBack.CanFind)) && !await parts.ImportAsync(cancellationToken))
            return false;

        var sightings = readBack is null ? [] : await readBack.ReadAsync(rows, cancellationToken);
        using var gate = await parts.Cache.EnterAsync(cancellationToken);
        var changes = parts.Cache.Compare(sightings, ticket: null);
        parts.Cache.Show(changes);
        await parts.Cache.CommitAsync(new CacheCommit { Changes = [.. changes, .. Missing(rows)], ClearJournal = true }, CancellationToken.None);
        LogDone(logger, parts.ConnectionName, rows.Count, changes.Count);
        return true;
    }

    /// <summary>
    /// The file's rows of the journaled objects as memory has them. A commit that failed left memory ahead of the file, so equal to the
    /// target already: without this the file would keep the old state.
    /// </summary>
    private IEnumerable<CacheChange> Missing(IEnumerable<JournalRow> rows) =>
        from row in rows
        let id = row.Id
        where id is not null && parts.Types.ContainsKey(row.Type)
        select new CacheChange(row.Type, id, parts.Cache.Set(parts.Types[row.Type]).Get(id));
}
