using Sutler.Service.Applying;
using Sutler.Service.Jobs;
using Sutler.Service.Maintenance;
using Sutler.Testing;

namespace Sutler.Service.Tests.Maintenance;

public sealed class MaintenanceGateTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));
    private readonly JobProgress _progress = new();

    [Fact]
    public async Task Keeps_calls_until_the_window_has_ended_and_says_so()
    {
        var gate = Gate(static _ => Task.CompletedTask);
        var call = gate.WaitAsync(_progress, CallLane.Normal, CancellationToken.None);
        gate.WaitAsync(new JobProgress(), CallLane.Priority, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
        _progress.WaitingFor.ShouldBe("maintenance");
        _progress.LastError!.ShouldContain("02:30 UTC");
        await AdvanceAsync(TimeSpan.FromMinutes(29));
        call.IsCompleted.ShouldBeFalse();
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await call.WaitAsync(ServiceUnderTest.Limit);
        _progress.WaitingFor.ShouldBeNull();
    }

    [Fact]
    public async Task Sends_nothing_for_a_run_that_has_lost_its_job_meanwhile()
    {
        var call = Gate(static _ => throw new JobTakenException()).WaitAsync(_progress, CallLane.Normal, CancellationToken.None);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await Should.ThrowAsync<JobTakenException>(call.WaitAsync(ServiceUnderTest.Limit));
    }

    private MaintenanceGate Gate(Func<CancellationToken, Task> require) => new(MaintenanceParser.Parse("daily 02:00-02:30 leavers"), _time, require);

    /// <summary>In steps, so that whoever wakes can begin to wait again.</summary>
    private async Task AdvanceAsync(TimeSpan by)
    {
        for (var gone = TimeSpan.Zero; gone < by; gone += TimeSpan.FromSeconds(30))
        {
            var began = TimeProvider.System.GetTimestamp();
            while (_time.Waiting == 0 && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMilliseconds(200))
                await Task.Yield();
            _time.Advance(TimeSpan.FromSeconds(30));
        }
    }
}
