namespace Sutler.Service.Jobs;

/// <summary>
/// The cycle as it stands while several lanes work on it. Settling takes turns, so that the counters a lane writes down hold all that was
/// settled before, and nothing is counted that was not.
/// </summary>
internal sealed class CycleState(CycleRecord cycle) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public CycleRecord Cycle { get; private set; } = cycle;

    public void Dispose() => _turn.Dispose();

    /// <summary>Settles what gives these counters.</summary>
    public Task SettleAsync(JobCounters counters, Func<CycleRecord, Task> settle) => SettleAsync(async cycle =>
    {
        await settle(cycle with { Counters = cycle.Counters + counters });
        return counters;
    });

    /// <summary>Settles, and learns the counters by that.</summary>
    public async Task<JobCounters> SettleAsync(Func<CycleRecord, Task<JobCounters>> settle)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var counters = await settle(Cycle);
            Cycle = Cycle with { Counters = Cycle.Counters + counters };
            return counters;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the cycle, or moves what it is to bring the target to, before or after the lanes.</summary>
    public void Change(Func<CycleRecord, CycleRecord> change) => Cycle = change(Cycle);
}
