using Sutler.Cli.Output;
using Sutler.Host.Admin;

namespace Sutler.Cli.Admin;

/// <summary>Finds the way to a host by its data folder.</summary>
internal static class AdminChannel
{
    /// <summary>The running host's admin port where <c>admin.json</c> names one that answers, else the files.</summary>
    /// <exception cref="CommandException">There is no such folder, or its token cannot be read.</exception>
    public static async Task<IAdminChannel> OpenAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(dataFolder);
        if (!Directory.Exists(root))
            throw new CommandException($"there is no data folder {root}. Name the host's folder with --data, or make it.");
        if (AdminFile.Read(root) is not { } file)
            return new OfflineChannel(root);
        var live = new HttpChannel(file, ReadToken(Path.Combine(root, "admin-token")));
        try
        {
            await live.SendAsync(new AdminRequest("GET", "/"), cancellationToken);
            return live;
        }
        catch (HttpRequestException)
        {
            // Left behind by a host that was killed.
            live.Dispose();
            return new OfflineChannel(root);
        }
    }

    private static string ReadToken(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read ({e.Message.TrimEnd('.')}). Run this as the account that runs the host.");
        }
    }
}
