namespace Sutler.EndToEnd.Tests.Kit;

/// <summary>A service of a cluster: where its data is, and the process that runs it now.</summary>
internal sealed class ClusterNode(string folder)
{
    public string Folder => folder;

    /// <summary>Where its API listens; another port at each start, because a port is anybody's while its process is gone.</summary>
    public string Url { get; set; } = "";

    public SutlerProcess Process { get; set; } = null!;
}
