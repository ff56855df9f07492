using FsCheck;
using FsCheck.Fluent;
using Sutler.Tunnel.Relay;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Relay;

public sealed class AgentChooserTests
{
    [Fact]
    public void Chooses_nobody_when_nobody_can_be_chosen() => AgentChooser.Choose([-1, -1], 3).ShouldBe(-1);

    [Fact]
    public void Chooses_nobody_among_none() => AgentChooser.Choose([], 0).ShouldBe(-1);

    [Fact]
    public void Takes_equals_in_turn() =>
        Enumerable.Range(0, 4).Select(turn => AgentChooser.Choose([2, 2, 9], (uint)turn)).Distinct().Order().ShouldBe([0, 1]);

    [Fact]
    public void Always_takes_one_of_the_least_loaded() => Prop.ForAll<int[], uint>((loads, turn) =>
    {
        var chosen = AgentChooser.Choose(loads, turn);
        var usable = loads.Where(l => l >= 0).ToArray();
        return usable.Length == 0 ? chosen == -1 : loads[chosen] == usable.Min();
    }).Check(Seeds.Fixed);
}
