using Sutler.Host.Connections;
using Sutler.Storage.Files;

namespace Sutler.Host.Admin;

/// <summary>The connection files of a data folder.</summary>
internal sealed class ConnectionFolder(string dataFolder)
{
    public string DataFolder { get; } = Path.GetFullPath(dataFolder);

    public string Folder { get; } = Path.Combine(Path.GetFullPath(dataFolder), "connections");

    /// <summary>Names of all files, also of those whose name no connection may have.</summary>
    public IReadOnlyList<string> Names =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)] : [];

    public string PathOf(string name) => Path.Combine(Folder, name + ".yaml");

    public string CachePath(string name) => Path.Combine(DataFolder, "cache", name + ".db");

    /// <summary>The file; null when there is none.</summary>
    /// <exception cref="AdminException">The file is too large to be a connection.</exception>
    public ConnectionText? Read(string name)
    {
        // A name that is no name could lead out of the folder. File systems that ignore case must not make two names one.
        if (!ConnectionFile.IsName(name) || !Names.Contains(name))
            return null;
        return new FileInfo(PathOf(name)).Length <= ConnectionDocument.MaxBytes
            ? new ConnectionText(name, File.ReadAllText(PathOf(name)))
            : throw new AdminException(AdminAnswer.Problem(409, "tooLarge", $"{PathOf(name)} is larger than {ConnectionDocument.MaxBytes} bytes. Check that it is a connection file."));
    }

    public void Write(ConnectionText text) => AtomicFile.WriteText(PathOf(text.Name), text.Yaml);

    public void Delete(string name, bool keepCache)
    {
        File.Delete(PathOf(name));
        if (keepCache || !Directory.Exists(Path.GetDirectoryName(CachePath(name))))
            return;
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(CachePath(name) + suffix);
    }
}
