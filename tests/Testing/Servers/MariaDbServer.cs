using System.Diagnostics;
using System.Globalization;

namespace Sutler.Testing.Servers;

/// <summary>
/// A MariaDB server of the tests' own, on a free loopback port and in a temporary folder, started when it is first asked for and stopped when
/// disposed. One a test assembly is enough: tests make databases of their own in it.
/// </summary>
public sealed class MariaDbServer : IAsyncDisposable
{
    private const string Account = "mysql";

    private static readonly string? Server = ServerProcess.Find("mariadbd");
    private static readonly string? Installer = ServerProcess.Find("mariadb-install-db");

    private readonly SemaphoreSlim _lock = new(1, 1);
    private DirectoryInfo? _folder;
    private Process? _process;

    /// <summary>Why no server can be started on this machine; null when one can.</summary>
    public static string? Missing =>
        Server is null || Installer is null ? "MariaDB's mariadbd is not installed (Debian and Ubuntu: apt-get install mariadb-server)." : null;

    public int Port { get; private set; }

    /// <summary>The connection string for ODBC, without a database.</summary>
    public string OdbcConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Driver=MariaDB Unicode;Server=127.0.0.1;Port={Port};User=root;TcpIp=1");

    /// <summary>Starts it, once.</summary>
    public async Task<MariaDbServer> StartAsync()
    {
        await _lock.WaitAsync();
        try
        {
            if (_folder is not null)
                return this;
            var folder = ServerProcess.Folder("sutler-my-");
            string[] account = ServerProcess.IsRoot ? [$"--user={Account}"] : [];
            if (ServerProcess.IsRoot)
                await ServerProcess.RunAsync(null, "chown", Account, folder.FullName);
            await ServerProcess.CaptureAsync(
                null,
                Installer!,
                ["--no-defaults", .. account, $"--datadir={Data(folder)}", "--auth-root-authentication-method=normal", "--skip-test-db"]);
            Port = ServerProcess.FreePort();
            _folder = folder;
            await UpAsync();
            return this;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Kills it as a crash would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again, on the same port and with the same databases.</summary>
    public async Task UpAsync()
    {
        var folder = _folder!.FullName;
        string[] arguments =
        [
            "--no-defaults",
            .. ServerProcess.IsRoot ? [$"--user={Account}"] : Array.Empty<string>(),
            $"--datadir={Data(_folder)}",
            string.Create(CultureInfo.InvariantCulture, $"--port={Port}"),
            "--bind-address=127.0.0.1",
            $"--socket={Path.Combine(folder, "s")}",
            $"--pid-file={Path.Combine(folder, "pid")}",
            $"--log-error={Path.Combine(folder, "log")}",
            "--character-set-server=utf8mb4",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=2",
            "--max-allowed-packet=64M",
        ];
        _process = ServerProcess.Start(null, Server!, arguments, captures: false);
        await ServerProcess.WaitForPortAsync(Port, _process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        _folder?.Delete(recursive: true);
        _lock.Dispose();
    }

    private static string Data(DirectoryInfo folder) => Path.Combine(folder.FullName, "data");
}
