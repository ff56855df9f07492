using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Sutler.Storage.Sqlite;

/// <summary>
/// Makes the process use the operating system's SQLite library. The engine bundled with the package is old (3.35, with known
/// vulnerabilities) and is never loaded: where the system's library is missing, <see cref="Use"/> throws and says what to install.
/// Safe to call from any thread, any number of times.
/// </summary>
public static class SystemSqlite
{
    private static readonly string[] LibraryNames = OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : ["libsqlite3.so.0", "libsqlite3.dylib"];
    private static readonly Lazy<bool> Redirected = new(Redirect, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Redirects the SQLite provider to the system's library, once a process.</summary>
    /// <exception cref="DllNotFoundException">No SQLite library is installed on this machine.</exception>
    public static void Use() => _ = Redirected.Value;

    private static bool Redirect()
    {
        var library = LoadSystemLibrary();
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => string.Equals(name, "e_sqlite3", StringComparison.Ordinal) ? library : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return true;
    }

    private static IntPtr LoadSystemLibrary()
    {
        foreach (var name in LibraryNames)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.System32, out var handle))
                return handle;
        }

        throw new DllNotFoundException(
            $"The system's SQLite library ({string.Join(" or ", LibraryNames)}) was not found. Install it (Debian and Ubuntu: apt-get install libsqlite3-0).");
    }
}
