using Sutler.Service.Accounts;

namespace Sutler.Service.Tests.Accounts;

public sealed class LockoutTests
{
    [Fact]
    public void Grows_from_nothing_to_its_limit()
    {
        Lockout.After(Lockout.FreeFailures - 1).ShouldBe(TimeSpan.Zero);
        Lockout.After(5).ShouldBe(TimeSpan.FromSeconds(15));
        Lockout.After(6).ShouldBe(TimeSpan.FromSeconds(30));
        Lockout.After(int.MaxValue).ShouldBe(Lockout.Most);
        Enumerable.Range(1, 100).Zip(Enumerable.Range(2, 100)).ShouldAllBe(pair => Lockout.After(pair.First) <= Lockout.After(pair.Second));
    }
}
