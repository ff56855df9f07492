using System.Reflection;
using System.Runtime.InteropServices;

namespace Sutler.Odbc.Native;

/// <summary>Finds the platform's ODBC driver manager: part of Windows, unixODBC elsewhere.</summary>
internal static class DriverManager
{
    /// <summary>The name under which <see cref="OdbcApi"/> imports it.</summary>
    public const string Library = "sutler-odbc-driver-manager";

    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["odbc32.dll"] : ["libodbc.so.2", "libodbc.2.dylib", "libodbc.so.1"];

    private static readonly Lazy<IntPtr> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    private static readonly Lazy<EnvironmentHandle> Environment = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The environment that all connections of this process share.</summary>
    /// <exception cref="OdbcException">There is no driver manager on this machine.</exception>
    public static EnvironmentHandle Shared => Environment.Value;

    private static EnvironmentHandle Start()
    {
        // Resolved here rather than at the first call, so that a missing library is told as what it is.
        var library = Loaded.Value;
        NativeLibrary.SetDllImportResolver(typeof(DriverManager).Assembly, (name, _, _) => name == Library ? library : IntPtr.Zero);
        return EnvironmentHandle.Allocate();
    }

    private static IntPtr Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.System32, out var handle))
                return handle;
        }

        throw new OdbcException([new OdbcError(
            "IM003",
            0,
            $"The ODBC driver manager ({string.Join(" or ", Names)}) was not found on this machine. Install it (Debian and Ubuntu: apt-get install unixodbc).")]);
    }
}
