using Sutler.Service.Nodes;

namespace Sutler.Service.Tests.Nodes;

public sealed class FairShareTests
{
    [Theory]
    [InlineData(5, -1, 0)]
    [InlineData(5, 0, 2)]
    [InlineData(5, 4, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(10, 1, 4)]
    public void Gives_away_what_is_over_the_average_when_others_are_there(int own, int other, int expected) =>
        FairShare.Surplus("a", Loads(own, other)).ShouldBe(expected);

    [Theory]
    [InlineData(3, -1, 9, false)]
    [InlineData(3, 0, 5, true)]
    [InlineData(2, 0, 5, false)]
    [InlineData(0, 0, 1, false)]
    public void Is_full_with_its_share_of_all_jobs(int own, int other, int jobs, bool expected) =>
        FairShare.IsFull("a", Loads(own, other), jobs).ShouldBe(expected);

    private static Dictionary<string, int> Loads(int own, int other)
    {
        var loads = new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = own };
        if (other >= 0)
            loads["b"] = other;
        return loads;
    }
}
