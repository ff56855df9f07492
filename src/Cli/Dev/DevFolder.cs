using Sutler.Cli.Options;
using Sutler.Cli.Roles;

namespace Sutler.Cli.Dev;

/// <summary>The data folder of <c>sutler dev</c>: a folder for each role, the demo target.</summary>
internal sealed class DevFolder(RoleFolder folder) : IDisposable
{
    public string Root => folder.Root;

    public string Service => Path.Combine(Root, "service");

    public string Agent => Path.Combine(Root, "agent");

    public string Host => Path.Combine(Root, "host");

    public string TargetDatabase => Path.Combine(Root, "target.db");

    public string DevJson => Path.Combine(Root, "dev.json");

    public static DevFolder Take(string path) => new(DataOption.Take(path));

    public void Dispose() => folder.Dispose();
}
