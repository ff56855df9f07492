namespace Sutler.Storage.Files;

/// <summary>
/// Holds a data folder for one process: a second process that asks for the same folder is refused while the first one lives.
/// The operating system drops the lock when the process ends, however it ends.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Creates the folder if needed and takes its lock; null when another process holds it.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static FolderLock? TryTake(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
