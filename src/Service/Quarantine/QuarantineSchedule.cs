using Sutler.Service.Jobs;

namespace Sutler.Service.Quarantine;

/// <summary>
/// When a quarantined job tries again: after 6, 12 and 24 hours, then daily (S/RULE-2); one that only lacks its target or the right
/// credentials soon and then every minute, and goes on by itself (S/QUAR-13). After four weeks the job is disabled (S/JOB-11). Pure.
/// </summary>
internal static class QuarantineSchedule
{
    public static readonly TimeSpan DisabledAfter = TimeSpan.FromDays(28);

    private static readonly TimeSpan[] Waits = [TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>How long to wait once the quarantine was imposed for the nth time in a series; null for until it is lifted.</summary>
    public static TimeSpan? After(string reason, int seriesCount, EngineOptions options) => reason switch
    {
        QuarantineReason.OnDemand => null,
        QuarantineReason.Exception => Probe(seriesCount, options),
        _ => Waits[Math.Clamp(seriesCount - 1, 0, Waits.Length - 1)],
    };

    private static TimeSpan Probe(int seriesCount, EngineOptions options)
    {
        var grown = options.RetryLimit * Math.Pow(2, Math.Clamp(seriesCount - 1, 0, 20));
        return grown < options.ProbeInterval ? grown : options.ProbeInterval;
    }
}
