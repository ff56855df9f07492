using Sutler.Service.Applying;

namespace Sutler.Service.Tests.Applying;

public sealed class ConcurrencyLimitTests
{
    [Fact]
    public void Grows_while_latency_holds_and_no_further_than_the_most()
    {
        var limit = new ConcurrencyLimit(TimeProvider.System);
        limit.Current.ShouldBe(8);
        for (var i = 0; i < 10_000; i++)
            limit.Succeeded(TimeSpan.FromMilliseconds(10));
        limit.Current.ShouldBe(256);
    }

    [Fact]
    public void Goes_back_when_latency_grows()
    {
        var limit = new ConcurrencyLimit(TimeProvider.System);
        for (var i = 0; i < 1000; i++)
            limit.Succeeded(TimeSpan.FromMilliseconds(10));
        var high = limit.Current;
        for (var i = 0; i < 1000; i++)
            limit.Succeeded(TimeSpan.FromMilliseconds(100));
        limit.Current.ShouldBeLessThan(high);
        limit.Current.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public void Halves_once_a_wave_when_the_target_is_overloaded_and_pauses_as_asked()
    {
        var limit = new ConcurrencyLimit(TimeProvider.System);
        limit.Overloaded(null);
        limit.Overloaded(TimeSpan.FromMinutes(1));
        limit.Current.ShouldBe(4);
        limit.PausedUntil.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(50));
    }
}
