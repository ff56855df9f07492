using System.CommandLine;
using Sutler.Cli.Output;
using Sutler.Cli.Roles;
using Sutler.Storage.Files;

namespace Sutler.Cli.Options;

/// <summary><c>--data DIR</c>: the folder in which a role keeps what it has, for one process at a time.</summary>
internal static class DataOption
{
    public static Option<string> Create() => new("--data") { Description = "Folder for everything that is kept; one process at a time.", Required = true };

    /// <exception cref="CommandException">The folder cannot be written, or another process uses it.</exception>
    public static RoleFolder Take(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            return FolderLock.TryTake(root, "lock") is { } taken
                ? new RoleFolder(root, taken)
                : throw new CommandException($"another process uses the data folder {root}. Stop it, or name another folder with --data.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the data folder {root} cannot be written ({e.Message.TrimEnd('.')}). Name another with --data.");
        }
    }
}
