using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>
/// Takes in what changed in the target since the watermark, page by page: each page with its watermark in one transaction, so that a crash
/// goes on where it was (H/CACHE-11). An object that was exported since the reading began is read from the target again rather than taken from
/// the page; where that cannot be done the watermark stays behind, so that the next delta brings the object once more.
/// </summary>
internal sealed class DeltaImport(ImportParts parts)
{
    /// <summary>An object that is exported over and over may be read so often; then it is left to the next delta.</summary>
    private const int MaxReadings = 3;

    /// <summary>Runs one import from the mark on.</summary>
    /// <param name="run">Starts at the last import that was taken in, which has a watermark, and tells how far this one came, also when it fails.</param>
    /// <param name="meter">Counts what is read.</param>
    /// <param name="allow">Judges what a page would change, given what earlier pages dropped.</param>
    /// <exception cref="ConnectorException">The target failed; pages taken in stay.</exception>
    public async Task RunAsync(DeltaOutcome run, ImportMeter meter, Func<ImportDifference, int, bool> allow, CancellationToken cancellationToken)
    {
        using var ticket = parts.Cache.BeginRead();
        var request = new ImportRequest(ImportKind.Delta, run.Mark.Watermark, parts.Config.PageSize);
        await foreach (var page in parts.Connector.ImportAsync(request, cancellationToken))
        {
            await TakeInAsync(page, new DeltaOptions(ticket, LeaveStale: false, d => !(run.IsHeld = !allow(d, run.Dropped))), run, cancellationToken);
            if (run.IsHeld)
                return;
            meter.Add(page.Objects.Count + page.Deleted.Count);
        }

        await parts.Cache.CommitAsync(new CacheCommit { Delta = run.AtEnd }, CancellationToken.None);
        run.End();
    }

    private async Task TakeInAsync(ImportPage page, DeltaOptions options, DeltaOutcome run, CancellationToken cancellationToken)
    {
        var readings = Readings(page, options.Reader);
        var tickets = new List<ReadTicket>();
        try
        {
            for (var reading = 1; ; reading++)
            {
                var last = reading == MaxReadings || parts.ReadBack is null;
                var applied = await parts.Cache.ApplyAsync(readings, whole => run.At(page.Watermark, whole), options with { LeaveStale = last });
                if (applied.Difference is { } difference)
                {
                    run.Add(difference, page.Watermark, applied.IsWhole);
                    return;
                }

                var again = parts.Cache.BeginRead();
                tickets.Add(again);
                readings = await ReadAgainAsync(readings, applied.Stale, again, cancellationToken);
            }
        }
        finally
        {
            tickets.ForEach(t => t.Dispose());
        }
    }

    private List<DeltaReading> Readings(ImportPage page, ReadTicket ticket)
    {
        // The object itself is as it stands; that it was deleted may have been before it came again.
        var sightings = new Dictionary<(string Type, string Id), Sighting>();
        foreach (var gone in page.Deleted)
        {
            if (parts.Types.ByName.TryGetValue(gone.ObjectType, out var type))
                sightings[(type.Name, ScimId.Encode(gone.Anchor))] = new Sighting(type, ScimId.Encode(gone.Anchor), null);
        }

        foreach (var found in page.Objects)
        {
            if (parts.Types.ByName.TryGetValue(found.ObjectType, out var type))
                sightings[(type.Name, ScimId.Encode(found.Anchor))] = Sighting.Of(type, found);
        }

        return [.. sightings.Values.Select(s => new DeltaReading(s, ticket))];
    }

    private async Task<List<DeltaReading>> ReadAgainAsync(
        List<DeltaReading> readings, IReadOnlyList<DeltaReading> stale, ReadTicket again, CancellationToken cancellationToken)
    {
        var rows = stale.Select(r => new JournalRow(0, r.Sighting.Type.Name, r.Sighting.Id, null, null));
        var sightings = await parts.ReadBack!.ReadAsync(rows, cancellationToken);
        var doubtful = stale.Select(r => (r.Sighting.Type.Name, r.Sighting.Id)).ToHashSet();
        return [.. readings.Where(r => !doubtful.Contains((r.Sighting.Type.Name, r.Sighting.Id))), .. sightings.Select(s => new DeltaReading(s, again))];
    }
}
