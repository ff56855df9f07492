using Sutler.Host.Connections;
using Sutler.Host.Isolation;
using Sutler.Testing;

namespace Sutler.Host.Tests.Isolation;

public sealed class CircuitBreakerTests
{
    private readonly ManualTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() =>
        _breaker = new CircuitBreaker(new ConnectionLimits { BreakerFailures = 3, BreakerWait = TimeSpan.FromSeconds(2), BreakerLongest = TimeSpan.FromSeconds(5) }, _clock);

    [Fact]
    public void Opens_after_failures_in_a_row_only()
    {
        Fail(2);
        _breaker.Succeeded();
        Fail(2);
        _breaker.TryEnter().ShouldBeTrue();
        _breaker.Failed();

        _breaker.TryEnter().ShouldBeFalse();
        _breaker.Status.ShouldBe(new BreakerStatus(BreakerState.Open, 3, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Lets_one_call_probe_and_waits_longer_each_time_it_fails()
    {
        Fail(3);
        foreach (var wait in new[] { 2, 4, 5, 5 })
        {
            _clock.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            _breaker.TryEnter().ShouldBeFalse();
            _clock.Advance(TimeSpan.FromTicks(1));
            _breaker.Status.State.ShouldBe(BreakerState.HalfOpen);
            _breaker.TryEnter().ShouldBeTrue();
            _breaker.TryEnter().ShouldBeFalse();
            _breaker.Failed();
        }

        _clock.Advance(TimeSpan.FromSeconds(5));
        _breaker.TryEnter().ShouldBeTrue();
        _breaker.Succeeded();
        _breaker.Status.ShouldBe(new BreakerStatus(BreakerState.Closed, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Lets_another_call_probe_when_the_first_was_given_up()
    {
        Fail(3);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _breaker.TryEnter().ShouldBeTrue();
        _breaker.Abandoned();
        _breaker.TryEnter().ShouldBeTrue();
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
            _breaker.Failed();
    }
}
