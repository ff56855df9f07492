using Sutler.Service.Applying;
using Sutler.Testing;

namespace Sutler.Service.Tests.Applying;

public sealed class CallGateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly ManualTimeProvider _time = new(Start);

    [Fact]
    public async Task Lets_the_priority_lane_overtake_every_normal_call_that_waits()
    {
        using var gate = new CallGate(new ConcurrencyLimit(_time), _time);
        var inFlight = await FillAsync(gate);
        var order = new List<string>();
        var normal = Enumerable.Range(1, 3).Select(number => EnterAsync(gate, CallLane.Normal, () => order.Add($"normal {number}"))).ToList();
        var priority = EnterAsync(gate, CallLane.Priority, () => order.Add("leaver"));

        gate.LeaveUnanswered();
        await priority.WaitAsync(ServiceUnderTest.Limit);
        order.ShouldBe(["leaver"]);
        for (var left = 1; left < inFlight; left++)
            gate.LeaveUnanswered();
        await Task.WhenAll(normal).WaitAsync(ServiceUnderTest.Limit);
        order.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Keeps_the_rate_and_lets_a_burst_of_two_seconds_through()
    {
        using var gate = new CallGate(new ConcurrencyLimit(_time), _time);
        gate.Limit("job", new GateLimits(2, 256));
        var entered = 0;
        for (var call = 0; call < 8; call++)
            _ = EnterAsync(gate, CallLane.Normal, () => Interlocked.Increment(ref entered));
        await UntilAsync(() => Volatile.Read(ref entered) == 4);

        // Two a second from here on: after one second exactly two more, although there is room for eight.
        _time.Advance(TimeSpan.FromSeconds(1.01));
        await UntilAsync(() => Volatile.Read(ref entered) == 6);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        entered.ShouldBe(6);
        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => Volatile.Read(ref entered) == 8);
    }

    [Fact]
    public async Task Pauses_both_lanes_as_long_as_the_target_asks_for()
    {
        using var gate = new CallGate(new ConcurrencyLimit(_time), _time);
        await gate.EnterAsync(CallLane.Normal, CancellationToken.None);
        gate.LeaveOverloaded(TimeSpan.FromSeconds(30));
        var entered = 0;
        _ = EnterAsync(gate, CallLane.Priority, () => Interlocked.Increment(ref entered));
        _time.Advance(TimeSpan.FromSeconds(29));
        entered.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(2));
        await UntilAsync(() => Volatile.Read(ref entered) == 1);
    }

    [Fact]
    public async Task Asks_with_one_call_at_a_time_while_the_target_is_away()
    {
        using var gate = new CallGate(new ConcurrencyLimit(_time), _time);
        gate.Break();
        gate.Current.ShouldBe(1);
        await gate.EnterAsync(CallLane.Normal, CancellationToken.None);
        gate.LeaveUnanswered();
        gate.Current.ShouldBe(1);
        await gate.EnterAsync(CallLane.Normal, CancellationToken.None);
        gate.Leave(TimeSpan.FromMilliseconds(3));
        gate.Current.ShouldBe(ConcurrencyLimit.First);
    }

    [Fact]
    public void Takes_the_strictest_of_what_several_jobs_ask()
    {
        using var gate = new CallGate(new ConcurrencyLimit(_time), _time);
        gate.Limit("one", new GateLimits(0, 3));
        gate.Limit("two", new GateLimits(0, 5));
        gate.Current.ShouldBe(3);
        gate.Unlimit("one");
        gate.Current.ShouldBe(5);
    }

    [Fact]
    public async Task Gives_no_turn_to_a_caller_who_has_gone()
    {
        using var gate = new CallGate(new ConcurrencyLimit(_time), _time);
        gate.Limit("job", new GateLimits(0, 1));
        await gate.EnterAsync(CallLane.Normal, CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var first = gate.EnterAsync(CallLane.Normal, gone.Token);
        var second = gate.EnterAsync(CallLane.Normal, CancellationToken.None);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        gate.LeaveUnanswered();
        await second.WaitAsync(ServiceUnderTest.Limit);
    }

    private static async Task<int> FillAsync(CallGate gate)
    {
        for (var call = 0; call < ConcurrencyLimit.First; call++)
            await gate.EnterAsync(CallLane.Normal, CancellationToken.None);
        return ConcurrencyLimit.First;
    }

    private static async Task EnterAsync(CallGate gate, CallLane lane, Action entered)
    {
        await gate.EnterAsync(lane, CancellationToken.None);
        lock (gate)
            entered();
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(ServiceUnderTest.Limit);
            await Task.Yield();
        }
    }
}
