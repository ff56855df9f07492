using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sutler.Testing.Servers;

/// <summary>What the servers that tests start have in common: commands with a limit, free ports, waiting for a port.</summary>
internal static class ServerProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    /// <summary>Path of the first of these programs that is installed; null when none is.</summary>
    public static string? Find(params IEnumerable<string> candidates)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/usr/local/bin"]);
        return candidates.SelectMany(name => Path.IsPathRooted(name) ? [name] : folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a command to its end; as another account when this process is root's.</summary>
    public static async Task RunAsync(string? account, string program, params string[] arguments)
    {
        // Not captured: a server started by the command would inherit the pipe and hold it open.
        using var process = Start(account, program, arguments, captures: false);
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }

    /// <summary>The same, for a command that talks much: what it says is shown when it fails.</summary>
    public static async Task CaptureAsync(string? account, string program, params string[] arguments)
    {
        using var process = Start(account, program, arguments, captures: true);
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program}' ended with {process.ExitCode}: {said} {await errors}");
    }

    public static Process Start(string? account, string program, string[] arguments, bool captures)
    {
        var asOther = account is not null && IsRoot;
        var start = new ProcessStartInfo(asOther ? "runuser" : program, asOther ? ["-u", account!, "--", program, .. arguments] : arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = captures,
            RedirectStandardError = captures,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    /// <summary>Waits until the port answers, or the process that should open it is gone.</summary>
    public static async Task WaitForPortAsync(int port, Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException e)
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The server ended with {process.ExitCode} before it opened port {port}.", e);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
            }
        }
    }

    /// <summary>A folder that other accounts can enter.</summary>
    public static DirectoryInfo Folder(string prefix)
    {
        var folder = Directory.CreateTempSubdirectory(prefix);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder.FullName,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        return folder;
    }
}
