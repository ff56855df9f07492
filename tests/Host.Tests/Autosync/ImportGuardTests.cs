using Sutler.Connectors.Sdk;
using Sutler.Host.Autosync;
using Sutler.Host.Cache;

namespace Sutler.Host.Tests.Autosync;

public sealed class ImportGuardTests
{
    [Theory]
    [InlineData(100, 20, 20, false)]
    [InlineData(100, 21, 20, true)]
    [InlineData(21, 20, 0, false)]
    [InlineData(20, 20, 0, true)]
    [InlineData(1, 1, 100, true)]
    [InlineData(1000, 200, 20, false)]
    [InlineData(1000, 201, 20, true)]
    [InlineData(1000, 999, 100, false)]
    [InlineData(1000, 1000, 100, true)]
    [InlineData(0, 0, 0, false)]
    public void Holds_above_the_share_and_above_twenty_and_an_empty_target_always(int before, int dropped, double percent, bool held) =>
        new ImportGuard(percent).Allows(ImportKind.Full, Difference(before, dropped), 0).ShouldBe(!held);

    [Fact]
    public void Counts_what_earlier_pages_dropped()
    {
        var guard = new ImportGuard(20);

        guard.Allows(ImportKind.Delta, Difference(100, 15), 0).ShouldBeTrue();
        guard.Allows(ImportKind.Delta, Difference(85, 15), 15).ShouldBeFalse();
        guard.Held!.Dropped.ShouldBe(30);
        guard.Held.Before.ShouldBe(100);
        guard.Allows(ImportKind.Delta, Difference(85, 0), 15).ShouldBeTrue();
    }

    [Fact]
    public void Lets_what_was_accepted_pass_once_and_no_more_than_was_shown()
    {
        var guard = new ImportGuard(20);
        guard.Accept().ShouldBeFalse();
        guard.Allows(ImportKind.Full, Difference(100, 30), 0).ShouldBeFalse();
        guard.Held!.Samples.ShouldBe(Enumerable.Range(0, 10).Select(i => $"User/u{i}"));

        guard.Accept().ShouldBeTrue();
        guard.Allows(ImportKind.Full, Difference(100, 31), 0).ShouldBeFalse();
        guard.Allows(ImportKind.Full, Difference(100, 30), 0).ShouldBeFalse();

        guard.Accept().ShouldBeTrue();
        guard.Allows(ImportKind.Full, Difference(100, 29), 0).ShouldBeTrue();
        guard.Passed();
        guard.Held.ShouldBeNull();
        guard.Allows(ImportKind.Full, Difference(100, 29), 0).ShouldBeFalse();
    }

    private static ImportDifference Difference(int before, int dropped) =>
        new(before, [.. Enumerable.Range(0, dropped).Select(i => new CacheChange("User", $"u{i}", null))], dropped);
}
