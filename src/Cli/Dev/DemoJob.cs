namespace Sutler.Cli.Dev;

/// <summary>The demo application's job: ids, and the path of its resource.</summary>
internal sealed record DemoJob(string ServicePrincipalId, string Id, string Path);
