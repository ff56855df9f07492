using System.Globalization;
using Sutler.Service.Guards;

namespace Sutler.Service.Tests.Guards;

public sealed class RemovalDecisionTests
{
    private const string Now = "2026-03-02T08:00:00.000Z";

    [Fact]
    public void Lets_few_through_and_holds_all_of_a_mass()
    {
        var few = Decide(Leaving(1, 20));
        (few.Pass.Count, few.Holding.Count).ShouldBe((20, 0));
        var mass = Decide(Leaving(1, 21));
        (mass.Pass.Count, mass.Hold.Count, mass.Holding.Count).ShouldBe((0, 21, 21));
    }

    [Fact]
    public void Counts_what_was_let_through_or_held_lately_with_what_is_new()
    {
        var second = Decide(Leaving(16, 30), passed: Leaving(1, 15));
        second.Holding.Count.ShouldBe(15);
        Decide(Leaving(1, 15), passed: Leaving(1, 15)).Holding.ShouldBeEmpty();

        var onTop = Decide([.. Rows(1, 25, "held").Select(Again), .. Leaving(26, 27)], Rows(1, 25, "held"));
        onTop.Holding.Count.ShouldBe(27);
    }

    [Fact]
    public void Lets_new_ones_pass_an_old_hold()
    {
        var old = Rows(1, 25, "held", "2026-02-20T08:00:00.000Z");
        var decision = Decide([.. old.Select(Again), .. Leaving(26, 27)], old);
        decision.Pass.ShouldBe(["26", "27"]);
        decision.Holding.Count.ShouldBe(25);
        decision.Forget.ShouldBeEmpty();
    }

    [Fact]
    public void Forgets_what_is_no_longer_leaving_and_lets_a_small_rest_through()
    {
        var decision = Decide(Leaving(1, 5), Rows(1, 30, "held"));
        decision.Forget.Count.ShouldBe(30);
        decision.Holding.ShouldBeEmpty();
    }

    [Fact]
    public void Keeps_the_rest_held_once_an_operator_decides_one_by_one()
    {
        var rows = Rows(1, 12, "released").Concat(Rows(13, 15, "rejected")).Concat(Rows(16, 25, "held")).ToList();
        var decision = Decide(Leaving(1, 25), rows, isDecided: true);
        decision.Holding.Order(StringComparer.Ordinal).ShouldBe(Leaving(13, 25).Select(removal => removal.Id).Order(StringComparer.Ordinal));
        decision.Forget.ShouldBeEmpty();

        // The released ones are made and forgotten; ten are left, fewer than the limit, and wait all the same.
        Decide(Leaving(13, 25), [.. rows.Skip(12)], isDecided: true).Holding.Count.ShouldBe(13);
    }

    [Fact]
    public void Keeps_a_rejected_one_until_it_is_in_use_again()
    {
        Decide(Leaving(1, 1), Rows(1, 1, "rejected")).Holding.ShouldBe(["1"]);
        Decide([], Rows(1, 1, "rejected")).Forget.ShouldBe(["1"]);
    }

    private static RemovalDecision Decide(IReadOnlyList<Removal> leaving, IReadOnlyList<HeldRemovalRow>? rows = null, IReadOnlyList<Removal>? passed = null, bool isDecided = false) =>
        RemovalDecision.Of(new RemovalInput
        {
            Leaving = leaving,
            Rows = rows ?? [],
            Population = 100,
            Guard = new RemovalGuard(20, 0.10),
            IsDecided = isDecided,
            Passed = (passed ?? []).Select(removal => removal.Id).ToHashSet(StringComparer.Ordinal),
            RecentSince = "2026-03-01T08:00:00.000Z",
        });

    private static List<Removal> Leaving(int from, int to) =>
        [.. Enumerable.Range(from, to - from + 1).Select(number => Removal.Of(new Leaver { SourceId = number.ToString(CultureInfo.InvariantCulture), Name = "n" }))];

    private static List<HeldRemovalRow> Rows(int from, int to, string state, string since = Now) =>
        [.. Leaving(from, to).Select(removal => new HeldRemovalRow { Id = removal.Id, SourceId = removal.Id, ObjectType = "User", Name = "n", Kind = "Disable", State = state, Since = since })];

    private static Removal Again(HeldRemovalRow row) => Removal.Of(new Leaver { SourceId = row.Id, Name = "n" });
}
