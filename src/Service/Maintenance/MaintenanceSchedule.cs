using Sutler.Service.Applying;

namespace Sutler.Service.Maintenance;

/// <summary>When nothing may be sent to a target. Pure.</summary>
internal sealed record MaintenanceSchedule(IReadOnlyList<MaintenanceWindow> Windows)
{
    public static readonly MaintenanceSchedule None = new([]);

    /// <summary>When the window that is open at a time ends, of several the last; null when none is open for the lane.</summary>
    public DateTimeOffset? EndAt(DateTimeOffset now, CallLane lane)
    {
        DateTimeOffset? end = null;
        foreach (var window in Windows)
        {
            if (window.AllowsLeavers && lane is CallLane.Priority)
                continue;
            if (window.EndAt(now) is { } closes && !(closes <= end))
                end = closes;
        }

        return end;
    }

    /// <summary>How long calls wait at a time; zero when they need not.</summary>
    public TimeSpan WaitAt(DateTimeOffset now) => EndAt(now, CallLane.Normal) - now ?? TimeSpan.Zero;
}
