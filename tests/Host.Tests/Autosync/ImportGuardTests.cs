using Sutler.Host.Autosync;
using Sutler.Host.Cache;

namespace Sutler.Host.Tests.Autosync;

public sealed class ImportGuardTests
{
    [Theory]
    [InlineData(100, 20, 20, false)]
    [InlineData(100, 21, 20, true)]
    [InlineData(20, 20, 0, false)]
    [InlineData(1000, 200, 20, false)]
    [InlineData(1000, 201, 20, true)]
    [InlineData(1000, 1000, 100, false)]
    [InlineData(0, 0, 0, false)]
    public void Holds_above_the_share_and_above_twenty(int before, int dropped, double percent, bool held) =>
        (ImportGuard.Judge(new ImportDifference(before, [], dropped), percent) is not null).ShouldBe(held);
}
