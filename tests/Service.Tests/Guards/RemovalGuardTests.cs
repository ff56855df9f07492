using Sutler.Service.Guards;

namespace Sutler.Service.Tests.Guards;

public sealed class RemovalGuardTests
{
    [Theory]
    [InlineData(20, 20, false)]
    [InlineData(21, 209, true)]
    [InlineData(21, 210, false)]
    [InlineData(22, 210, true)]
    [InlineData(1000, 10_000, false)]
    [InlineData(1001, 10_000, true)]
    public void Holds_more_than_the_share_and_more_than_the_number(int removals, int linked, bool holds) =>
        new RemovalGuard(20, 0.10).Holds(removals, linked).ShouldBe(holds);
}
