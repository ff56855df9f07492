using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Gateway;
using Sutler.Scim.Errors;

namespace Sutler.Host.Export;

/// <summary>
/// Applies the writes of one connection. Writes that wait while a batch is applied form the next one by themselves, so that batches grow
/// with the load and a lone write waits for nothing. One batch at a time; at most one change an object in it, later ones keep their order.
/// Each batch is in the journal before the target hears of it, and leaves the journal in the transaction that holds its results: that
/// transaction also journals the next batch, so a busy connection pays one commit a batch. Clients are answered after it.
/// </summary>
internal sealed partial class ExportLoop(ExportParts parts, ILogger logger)
{
    private const int MaxBatch = 500;
    private const int MaxWaiting = 20_000;

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private List<PendingWrite> _deferred = [];
    private long _batches;
    private volatile bool _stopping;

    /// <summary>Plans the write on the entry that the client's request was read against, queues it, and waits for its result.</summary>
    /// <exception cref="ScimException">It cannot be made, or the connection is stopping.</exception>
    public async ValueTask<WriteOutcome> SubmitAsync(WriteIntent intent, CacheEntry? seen, CancellationToken cancellationToken)
    {
        if (intent.Plan(seen) is not { } change)
            return new WriteOutcome(seen, null);
        var pending = new PendingWrite(intent, seen, change);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw Unavailable.Stopping();
        }

        return await pending.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Takes nothing new; what waits is refused, the batch in flight is finished.</summary>
    public void Stop()
    {
        _stopping = true;
        _queue.Writer.TryComplete();
    }

    /// <summary>Runs until <paramref name="stopping"/>, and then finishes the batch in flight unless <paramref name="cutOff"/> ends that too.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken cutOff)
    {
        using var registration = stopping.Register(Stop);
        ExportBatch? applied = null;
        try
        {
            while (applied is not null || _deferred is not [] || await _queue.Reader.WaitToReadAsync(cutOff))
            {
                var next = await SettleAndJournalAsync(applied, cutOff);
                applied?.Answer(parts.Cache);
                applied = null;
                if (next is null)
                    await RecoverAsync(stopping);
                else if (next.Writes is not [])
                    applied = await ApplyAsync(next, cutOff);
            }
        }
        catch (OperationCanceledException)
        {
            LogCutOff(logger, parts.ConnectionName);
        }
        finally
        {
            applied?.Answer(parts.Cache);
            Stop();
            RejectWaiting(Unavailable.Stopping());
        }
    }

    private async Task RecoverAsync(CancellationToken stopping)
    {
        RejectWaiting(Unavailable.Recovering());
        if (!_stopping)
            await new Recovery(parts, logger).RunAsync(stopping);
    }

    /// <summary>
    /// Writes the results of one batch through and journals the next, in one commit. Null when results are unknown or the commit failed:
    /// then the connection has to recover, and says so before any client hears of it.
    /// </summary>
    private async Task<ExportBatch?> SettleAndJournalAsync(ExportBatch? applied, CancellationToken cutOff)
    {
        using var gate = await parts.Cache.EnterAsync(cutOff);
        ExportBatch? next = null;
        try
        {
            var changes = applied is null ? [] : parts.Cache.Compare(applied.Sightings, ticket: null);
            parts.Cache.Show(changes);
            if (applied is { IsSettled: false })
            {
                Doubt(applied.JournalRows(), "The result of a change is unknown, and its object could not be read from the target.");
                await parts.Cache.CommitAsync(new CacheCommit { Changes = changes }, CancellationToken.None);
                return null;
            }

            next = TakeBatch();
            var commit = new CacheCommit { Changes = changes, SettledBatch = applied?.Number, Journal = next.JournalRows() };
            await parts.Cache.CommitAsync(commit, CancellationToken.None);
            return next;
        }
        catch (Exception e)
        {
            // What the target did stays done, and its journal rows stay: recovery reads the objects again.
            LogCommitFailed(logger, e, parts.ConnectionName);
            Doubt([.. applied?.JournalRows() ?? []], "The cache cannot be written; see the log.");
            next?.Reject(Unavailable.Recovering());
            return null;
        }
    }

    /// <summary>Reads of these objects are refused from now on, and so are all writes.</summary>
    private void Doubt(IReadOnlyCollection<JournalRow> rows, string reason)
    {
        parts.Doubts.Set(rows);
        parts.Recovering(reason);
    }

    private ExportBatch TakeBatch()
    {
        var batch = new ExportBatch(++_batches);
        var waiting = _deferred;
        _deferred = [];
        foreach (var write in waiting)
            Admit(batch, write);
        while (batch.Writes.Count < MaxBatch && _deferred.Count < MaxBatch && _queue.Reader.TryRead(out var write))
            Admit(batch, write);
        return batch;
    }

    private void Admit(ExportBatch batch, PendingWrite write)
    {
        if (_stopping)
            write.Fail(Unavailable.Stopping());
        else if (batch.Writes.Count >= MaxBatch || !batch.Admits(write.Intent))
            _deferred.Add(write);
        else if (write.Prepare(write.Intent.Id is { } id ? parts.Cache.Set(write.Intent.Type).Get(id) : null))
            batch.Add(write);
    }

    private async Task<ExportBatch> ApplyAsync(ExportBatch batch, CancellationToken cancellationToken)
    {
        batch.Results = [.. await parts.Connector.ApplyAsync(batch.Changes(), cancellationToken)];
        var unsure = new List<int>();
        for (var i = 0; i < batch.Writes.Count; i++)
        {
            if (batch.Results[i].Error is not { } error)
                Note(batch, i, unsure);
            else if (error.MayHaveRun || error.Kind is ConnectorErrorKind.Conflict or ConnectorErrorKind.NotFound or ConnectorErrorKind.Precondition)
                unsure.Add(i);
        }

        if (unsure is not [])
            await ReadAgainAsync(batch, unsure, cancellationToken);
        return batch;
    }

    private static void Note(ExportBatch batch, int index, List<int> unsure)
    {
        var intent = batch.Writes[index].Intent;
        var unread = batch.Results[index].Unread;
        if (unread is not [] && !UnreadLists.CanComplete(intent.Type.View, unread))
        {
            unsure.Add(index);
            return;
        }

        if (batch.Results[index].Object is not { } made)
        {
            batch.Sightings.Add(new Sighting(intent.Type, intent.Id!, null));
            return;
        }

        var sighting = Sighting.Of(intent.Type, made);
        if (unread is not [])
            sighting = sighting with { Unread = new UnreadLists(intent.Id!, batch.Writes[index].Seen, batch.Writes[index].Change, unread) };
        if (intent.Id is { } id && id != sighting.Id)
            batch.Sightings.Add(new Sighting(intent.Type, id, null));
        batch.Sightings.Add(sighting);
    }

    /// <summary>
    /// Asks the target what it holds where a result leaves doubt. A change of unknown fate that shows is a success; one whose object cannot be
    /// read leaves the whole batch in the journal.
    /// </summary>
    private async Task ReadAgainAsync(ExportBatch batch, List<int> unsure, CancellationToken cancellationToken)
    {
        var rows = batch.JournalRows();
        var lost = unsure.Exists(i => batch.Results[i].Error is not { MayHaveRun: false });
        if (parts.Connector.ApplyHangs)
        {
            // What is read now may change yet.
            batch.IsSettled = false;
            return;
        }

        if (parts.ReadBack is not { } readBack || unsure.Exists(i => !ReadBack.CanFind(rows[i])))
        {
            batch.IsSettled = !lost;
            return;
        }

        try
        {
            var sightings = await readBack.ReadAsync(unsure.SelectMany(i => Rows(batch.Results[i], rows[i])), cancellationToken);
            batch.Sightings.AddRange(sightings);
            foreach (var i in unsure.Where(i => batch.Results[i].Error is { MayHaveRun: true }))
                Resolve(batch, i, sightings);
        }
        catch (Exception e)
        {
            LogReadAgainFailed(logger, e, parts.ConnectionName, unsure.Count);
            batch.IsSettled = !lost;
        }
    }

    /// <summary>What is to be read: a change that was made may have renamed its object.</summary>
    private static IEnumerable<JournalRow> Rows(ChangeResult result, JournalRow row) =>
        result.Object is { } made && ScimId.Encode(made.Anchor) is var id && id != row.Id ? [row, row with { Id = id }] : [row];

    private static void Resolve(ExportBatch batch, int index, List<Sighting> sightings)
    {
        var write = batch.Writes[index];
        if (write.Intent.Id is not { } id)
            return;
        var found = sightings.Find(s => s.Id == id && ReferenceEquals(s.Type, write.Intent.Type)).Object;
        if (ChangeVisibility.IsVisible(write.Intent.Type, write.Change, found))
            batch.Results[index] = new ChangeResult { Object = found };
    }

    private void RejectWaiting(ScimException reason)
    {
        foreach (var write in _deferred)
            write.Fail(reason);
        _deferred = [];
        while (_queue.Reader.TryRead(out var write))
            write.Fail(reason);
    }
}
