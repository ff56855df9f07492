using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;

namespace Sutler.Host.Autosync;

/// <summary>
/// Says when the next import runs and whether it reads all or only what changed (H/CACHE-2): a delta where the connector can and its watermark
/// is valid, and a full import from time to time, because a delta may miss deletions. Pure.
/// </summary>
internal sealed class ImportSchedule(AutosyncConfig config, ConnectorCapabilities capabilities)
{
    /// <summary>Without a delta that tells of deletions, only a full import finds them.</summary>
    private static readonly TimeSpan FullInterval = TimeSpan.FromHours(24);

    /// <summary>Triggers can be switched off, rows restored: once a week nothing is taken on trust.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromDays(7);

    /// <summary>When the next import is due; null when only on demand.</summary>
    /// <param name="last">When the last one began, taken in or not; null for never.</param>
    /// <param name="mark">The last import that was taken in.</param>
    /// <param name="now">The present.</param>
    public DateTimeOffset? Next(DateTimeOffset? last, ImportMark? mark, DateTimeOffset now)
    {
        if (!config.Enabled)
            return null;
        var from = last ?? now;
        var tick = config.Cron is { } cron ? cron.Next(from) : last is null ? now : from + config.Interval;

        // A full import that was held or has failed is not due again before the usual time.
        return CanDelta(mark) && FullDue(mark!) is { } full && full > from && !(tick < full) ? full : tick;
    }

    public ImportKind KindAt(ImportMark? mark, DateTimeOffset now) => CanDelta(mark) && !(FullDue(mark!) <= now) ? ImportKind.Delta : ImportKind.Full;

    public bool CanDelta(ImportMark? mark) => capabilities.DeltaImport && mark?.Watermark is not null;

    private DateTimeOffset? FullDue(ImportMark mark)
    {
        var last = DateTimeOffset.FromUnixTimeMilliseconds(mark.Full);
        return config.FullCron is { } cron ? cron.Next(last) : last + (config.FullInterval ?? (capabilities.DeltaSeesDeletes ? CheckInterval : FullInterval));
    }
}
