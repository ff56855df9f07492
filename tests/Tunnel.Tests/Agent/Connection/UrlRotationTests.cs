using Sutler.Tunnel.Agent.Connection;

namespace Sutler.Tunnel.Tests.Agent.Connection;

public sealed class UrlRotationTests
{
    private static readonly Uri[] Nodes = [new("https://a"), new("https://b"), new("https://c")];

    [Fact]
    public void Starts_each_connection_at_another_node()
    {
        var rotation = new UrlRotation(Nodes, 2);

        rotation.Current(0).ShouldNotBe(rotation.Current(1));
    }

    [Fact]
    public void Keeps_off_the_node_of_the_other_connection_while_it_goes_around()
    {
        var rotation = new UrlRotation(Nodes, 2);

        var tried = Enumerable.Range(0, 6).Select(_ => rotation.MoveOn(0)).Distinct().ToArray();

        tried.ShouldBe([Nodes[2], Nodes[0]], ignoreOrder: true);
    }

    [Fact]
    public void Stays_where_there_is_one_node_only() => new UrlRotation([Nodes[0]], 1).MoveOn(0).ShouldBe(Nodes[0]);
}
