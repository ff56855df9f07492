namespace Sutler.Host.Autosync;

/// <summary>When a connection imports by itself.</summary>
internal sealed record AutosyncConfig
{
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(120);

    /// <summary>Whether it does so at all. Default: true; when false, only on demand.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Time from the start of one import to the next, where there is no <see cref="Cron"/>. Default: 120 minutes (H/CACHE-2).</summary>
    public TimeSpan Interval { get; init; } = DefaultInterval;

    /// <summary>The times of imports; conflicts with <see cref="Interval"/>. Default: none.</summary>
    public CronSchedule? Cron { get; init; }

    /// <summary>Longest time without a full import where others are delta imports; null leaves it to what deltas can see. Default: null.</summary>
    public TimeSpan? FullInterval { get; init; }

    /// <summary>The times of full imports where others are delta imports; conflicts with <see cref="FullInterval"/>. Default: none.</summary>
    public CronSchedule? FullCron { get; init; }
}
