namespace Sutler.Service.Jobs;

/// <summary>
/// The cycle as it stands while several lanes work on it. Settling takes turns, so that the counters a lane writes down hold all that was
/// settled before, and nothing is counted that was not.
/// </summary>
internal sealed class CycleState(CycleRecord cycle)
{
    private readonly Lock _order = new();
    private Task _last = Task.CompletedTask;

    public CycleRecord Cycle { get; private set; } = cycle;

    /// <summary>Settles what gives these counters.</summary>
    public Task SettleAsync(JobCounters counters, Func<CycleRecord, Task> settle) => SettleAsync(async cycle =>
    {
        await settle(cycle with { Counters = cycle.Counters + counters });
        return counters;
    });

    /// <summary>Settles, and learns the counters by that.</summary>
    public async Task<JobCounters> SettleAsync(Func<CycleRecord, Task<JobCounters>> settle)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_order)
            (before, _last) = (_last, turn.Task);

        await before;
        try
        {
            var counters = await settle(Cycle);
            Cycle = Cycle with { Counters = Cycle.Counters + counters };
            return counters;
        }
        finally
        {
            turn.SetResult();
        }
    }

    /// <summary>Ends the cycle, when no lane settles any more.</summary>
    public void Change(Func<CycleRecord, CycleRecord> change) => Cycle = change(Cycle);
}
