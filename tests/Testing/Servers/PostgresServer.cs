using System.Globalization;

namespace Sutler.Testing.Servers;

/// <summary>
/// A PostgreSQL server of the tests' own, on a free loopback port and in a temporary folder, started when it is first asked for and stopped
/// when disposed. One a test assembly is enough: tests make schemas of their own in it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Account = "postgres";

    private static readonly string? Initdb = Find("initdb");
    private static readonly string? PgCtl = Find("pg_ctl");

    private readonly SemaphoreSlim _lock = new(1, 1);
    private DirectoryInfo? _folder;

    /// <summary>Why no server can be started on this machine; null when one can.</summary>
    public static string? Missing =>
        Initdb is null || PgCtl is null ? "PostgreSQL's initdb and pg_ctl are not installed (Debian and Ubuntu: apt-get install postgresql)." : null;

    public int Port { get; private set; }

    /// <summary>Superuser, without password.</summary>
    public static string User => Account;

    public string NpgsqlConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres");

    public string OdbcConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Driver=PostgreSQL Unicode;Servername=127.0.0.1;Port={Port};Username={User};Database=postgres");

    /// <summary>Starts it, once.</summary>
    public async Task<PostgresServer> StartAsync()
    {
        await _lock.WaitAsync();
        try
        {
            if (_folder is not null)
                return this;
            var folder = ServerProcess.Folder("sutler-pg-");
            if (ServerProcess.IsRoot)
                await ServerProcess.RunAsync(null, "chown", Account, folder.FullName);
            await ServerProcess.CaptureAsync(Account, Initdb!, "-D", Data(folder), "-A", "trust", "-U", User, "--no-sync", "--no-instructions", "-E", "UTF8");
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
    public Task KillAsync() => ServerProcess.RunAsync(Account, PgCtl!, "-D", Data(_folder!), "-s", "-m", "immediate", "stop");

    /// <summary>Starts it again, on the same port and with the same databases.</summary>
    public Task UpAsync() => ServerProcess.RunAsync(
        Account,
        PgCtl!,
        "-D",
        Data(_folder!),
        "-s",
        "-w",
        "-l",
        Path.Combine(_folder!.FullName, "log"),
        "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200 -k {_folder!.FullName}"),
        "start");

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await ServerProcess.RunAsync(Account, PgCtl!, "-D", Data(_folder), "-s", "-m", "immediate", "stop");
            _folder.Delete(recursive: true);
            _folder = null;
        }

        _lock.Dispose();
    }

    private static string Data(DirectoryInfo folder) => Path.Combine(folder.FullName, "data");

    private static string? Find(string program)
    {
        const string Packaged = "/usr/lib/postgresql";
        IEnumerable<string> packaged = Directory.Exists(Packaged)
            ? Directory.EnumerateDirectories(Packaged).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", program))
            : [];
        return ServerProcess.Find([program, .. packaged]);
    }
}
