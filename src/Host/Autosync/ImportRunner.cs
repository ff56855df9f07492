using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>Runs the imports of one connection, one at a time, and knows how the last one went.</summary>
internal sealed class ImportRunner(ImportParts parts, ImportMark? mark) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ImportGuard _guard = new(parts.Config.HoldAbovePercent);
    private readonly FullImport _full = new(parts);
    private readonly DeltaImport _delta = new(parts);
    private readonly ImportSchedule _schedule = new(parts.Config.Autosync, parts.Connector.Capabilities);
    private ImportMark? _mark = mark;
    private ImportMeter? _meter;

    /// <summary>The import that the cache stems from; null before the first.</summary>
    public ImportMark? Mark => Volatile.Read(ref _mark);

    public HeldImport? Held => _guard.Held;

    /// <summary>The import that is running; null when none is.</summary>
    public ImportProgress? Progress => Volatile.Read(ref _meter)?.Progress;

    public ImportSchedule Schedule => _schedule;

    /// <summary>Lets what is shown as held pass at the next import. False when nothing is held.</summary>
    public bool AcceptHeld() => _guard.Accept();

    /// <summary>Runs one import; a full one where a delta is not possible.</summary>
    /// <exception cref="ConnectorException">The target failed.</exception>
    public async Task<ImportReport> RunAsync(ImportKind kind, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (kind is ImportKind.Delta && _schedule.CanDelta(Mark) && await DeltaAsync(Mark!, cancellationToken) is { } report)
                return report;
            return await FullAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _meter, null);
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private ImportMeter Meter(ImportKind kind)
    {
        var meter = new ImportMeter(kind, parts.Clock);
        Volatile.Write(ref _meter, meter);
        return meter;
    }

    private async Task<ImportReport> FullAsync(CancellationToken cancellationToken)
    {
        var meter = Meter(ImportKind.Full);

        // Objects that stem from other settings say nothing about what is missing now.
        var guarded = Mark is not null;
        var (difference, taken) = await _full.RunAsync(meter, !guarded && parts.Cache.Count == 0, d => !guarded || _guard.Allows(ImportKind.Full, d, 0), cancellationToken);
        if (taken is null)
            return new ImportReport(ImportKind.Full, meter.Read, difference.Changes.Count, difference.Dropped, Held);
        Volatile.Write(ref _mark, taken);
        _guard.Passed();
        return new ImportReport(ImportKind.Full, meter.Read, difference.Changes.Count, difference.Dropped, null);
    }

    /// <summary>Null when the connector does not know the watermark, so that all has to be read.</summary>
    private async Task<ImportReport?> DeltaAsync(ImportMark from, CancellationToken cancellationToken)
    {
        var meter = Meter(ImportKind.Delta);
        var outcome = new DeltaOutcome(from, parts.Cache.Now);
        try
        {
            await _delta.RunAsync(outcome, meter, (d, dropped) => _guard.Allows(ImportKind.Delta, d, dropped), cancellationToken);
        }
        catch (ConnectorException e) when (e.Error.Kind is ConnectorErrorKind.Precondition or ConnectorErrorKind.Invalid or ConnectorErrorKind.NotFound)
        {
            return null;
        }
        finally
        {
            Volatile.Write(ref _mark, outcome.Mark);
        }

        if (!outcome.IsHeld)
            _guard.Passed();
        return new ImportReport(ImportKind.Delta, meter.Read, outcome.Changed, outcome.Dropped, outcome.IsHeld ? Held : null);
    }
}
