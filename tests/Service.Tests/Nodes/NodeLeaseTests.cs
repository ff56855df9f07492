using Sutler.Service.Nodes;
using Sutler.Testing;

namespace Sutler.Service.Tests.Nodes;

public sealed class NodeLeaseTests
{
    private static readonly NodeOptions Options = new();
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Holds_while_beats_come_in_time_and_no_longer()
    {
        var lease = new NodeLease(Options, _time, isShared: true);
        lease.Holds(lease.Generation).ShouldBeFalse("before the first beat");
        lease.Renewed(_time.GetTimestamp());
        var generation = lease.Generation;
        for (var beat = 0; beat < 5; beat++)
        {
            _time.Advance(Options.Beat);
            lease.Holds(generation).ShouldBeTrue();
            lease.Renewed(_time.GetTimestamp());
        }

        _time.Advance(Options.Lease - Options.Margin);
        lease.Holds(generation).ShouldBeFalse();
    }

    [Fact]
    public void Begins_a_new_generation_when_a_beat_came_too_late()
    {
        var lease = new NodeLease(Options, _time, isShared: true);
        lease.Renewed(_time.GetTimestamp());
        var generation = lease.Generation;
        _time.Advance(Options.Lease);
        lease.Renewed(_time.GetTimestamp());
        lease.Holds(generation).ShouldBeFalse("another node may have taken what this one had");
        lease.Holds(lease.Generation).ShouldBeTrue();
    }

    [Fact]
    public void Counts_from_the_beginning_of_a_beat_that_took_long()
    {
        var lease = new NodeLease(Options, _time, isShared: true);
        lease.Renewed(_time.GetTimestamp());
        var generation = lease.Generation;
        var began = _time.GetTimestamp();
        _time.Advance(Options.Lease - Options.Margin - TimeSpan.FromMilliseconds(1));
        lease.Renewed(began);
        lease.Generation.ShouldBe(generation);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        lease.Holds(generation).ShouldBeFalse();
    }

    [Fact]
    public void Is_not_asked_for_in_a_store_of_ones_own() => new NodeLease(Options, _time, isShared: false).Holds(0).ShouldBeTrue();
}
