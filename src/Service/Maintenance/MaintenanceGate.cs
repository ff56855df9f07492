using System.Globalization;
using Sutler.Service.Applying;
using Sutler.Service.Jobs;

namespace Sutler.Service.Maintenance;

/// <summary>
/// Lets a run's calls wait while a maintenance window is open; the work is kept and sent after it. Looks every half minute whether the run
/// still owns its job, so that nothing is sent that an operator has stopped meanwhile. Safe for any number of callers.
/// </summary>
internal sealed class MaintenanceGate(MaintenanceSchedule schedule, TimeProvider time, Func<CancellationToken, Task> require)
{
    private const string Waiting = "maintenance";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private readonly Lock _turn = new();
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;

    public static MaintenanceGate Open(TimeProvider time) => new(MaintenanceSchedule.None, time, static _ => Task.CompletedTask);

    /// <summary>Returns at once outside every window.</summary>
    /// <exception cref="JobTakenException">The job was paused, taken over or set otherwise while the call waited.</exception>
    public Task WaitAsync(JobProgress progress, CallLane lane, CancellationToken cancellationToken) =>
        schedule.EndAt(time.GetUtcNow(), lane) is null ? Task.CompletedTask : WaitUntilAsync(progress, lane, cancellationToken);

    private async Task WaitUntilAsync(JobProgress progress, CallLane lane, CancellationToken cancellationToken)
    {
        while (schedule.EndAt(time.GetUtcNow(), lane) is { } end)
        {
            progress.WaitingFor = Waiting;
            progress.LastError = string.Create(CultureInfo.InvariantCulture, $"A maintenance window is open until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC; what there is to send is kept and sent then.");
            var left = end - time.GetUtcNow();
            await Task.Delay(left < Look ? left : Look, time, cancellationToken);
            if (IsTurn())
                await require(cancellationToken);
        }

        if (progress.WaitingFor == Waiting)
        {
            progress.WaitingFor = null;
            progress.LastError = null;
        }
    }

    /// <summary>Of the many calls that wait one looks.</summary>
    private bool IsTurn()
    {
        var now = time.GetUtcNow();
        lock (_turn)
        {
            if (now - _lookedAt < Look / 2)
                return false;
            _lookedAt = now;
            return true;
        }
    }
}
