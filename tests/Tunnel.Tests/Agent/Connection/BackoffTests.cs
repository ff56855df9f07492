using FsCheck;
using FsCheck.Fluent;
using Sutler.Tunnel.Agent.Connection;
using Sutler.Tunnel.Tests.Kit;

namespace Sutler.Tunnel.Tests.Agent.Connection;

public sealed class BackoffTests
{
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(10);

    [Fact]
    public void Never_waits_longer_than_the_cap() => Prop.ForAll<int, int>((failures, seed) =>
        new Backoff(Cap, new Random(seed)).Next(failures) is var wait && wait >= TimeSpan.Zero && wait <= Cap).Check(Seeds.Fixed);

    [Fact]
    public void Bound_never_shrinks_with_more_failures() => Prop.ForAll<NonNegativeInt>(failures =>
    {
        var backoff = new Backoff(Cap, new Random(1));
        return backoff.Bound(failures.Get) <= backoff.Bound(failures.Get + 1);
    }).Check(Seeds.Fixed);

    [Fact]
    public void First_retry_comes_fast() => new Backoff(Cap, new Random(1)).Bound(0).ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(250));

    [Fact]
    public void Spreads_agents_over_the_whole_bound()
    {
        var waits = Enumerable.Range(0, 1000).Select(seed => new Backoff(Cap, new Random(seed)).Next(20).TotalSeconds).Order().ToArray();

        waits[100].ShouldBeLessThan(2);
        waits[500].ShouldBeInRange(4, 6);
        waits[900].ShouldBeGreaterThan(8);
    }
}
