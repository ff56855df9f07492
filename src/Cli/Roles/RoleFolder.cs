using Sutler.Storage.Files;

namespace Sutler.Cli.Roles;

/// <summary>A data folder that this process holds.</summary>
internal sealed class RoleFolder(string root, FolderLock folderLock) : IDisposable
{
    public string Root { get; } = root;

    public void Dispose() => folderLock.Dispose();
}
