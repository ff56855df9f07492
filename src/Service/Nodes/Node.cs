namespace Sutler.Service.Nodes;

/// <summary>This process among those that share the store. The id is a new one at each start: an earlier process of the same machine is another node.</summary>
/// <param name="Id">What the store knows it by.</param>
/// <param name="Url">Where its API listens.</param>
internal sealed record Node(string Id, string Url)
{
    public static Node New(string url) => new(Guid.NewGuid().ToString(), url);
}
