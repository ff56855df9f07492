using System.Runtime.InteropServices;

namespace Sutler.Host.Doctor;

/// <summary>Looks for the libraries of the operating system that connectors use, and for ODBC drivers.</summary>
internal static class Libraries
{
    private static readonly string[] Sqlite = OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : ["libsqlite3.so.0", "libsqlite3.dylib"];
    private static readonly string[] Odbc = OperatingSystem.IsWindows() ? ["odbc32.dll"] : ["libodbc.so.2", "libodbc.2.dylib", "libodbc.so.1", "libiodbc.so.2"];

    public static IEnumerable<Finding> Check()
    {
        yield return Find("SQLite", Sqlite, FindingLevel.Fail, "Install it (Debian and Ubuntu: apt-get install libsqlite3-0); the cache of every connection needs it.");
        var odbc = Find("ODBC driver manager", Odbc, FindingLevel.Warn, "Install it (Debian and Ubuntu: apt-get install unixodbc) if a connection uses ODBC.");
        yield return odbc;
        if (odbc.Level is FindingLevel.Ok && !OperatingSystem.IsWindows())
            yield return Drivers();
    }

    private static Finding Find(string name, string[] files, FindingLevel missing, string remedy)
    {
        foreach (var file in files)
        {
            if (!NativeLibrary.TryLoad(file, out var handle))
                continue;
            NativeLibrary.Free(handle);
            return new Finding("system", "libraries", FindingLevel.Ok, $"{name}: {file}.");
        }

        return new Finding("system", "libraries", missing, $"{name} is not installed ({string.Join(" or ", files)}).") { Remedy = remedy };
    }

    private static Finding Drivers()
    {
        var path = Environment.GetEnvironmentVariable("ODBCSYSINI") is { Length: > 0 } folder ? Path.Combine(folder, "odbcinst.ini") : "/etc/odbcinst.ini";
        try
        {
            var drivers = File.ReadLines(path).Select(line => line.Trim()).Where(line => line is ['[', .., ']'] && line != "[ODBC]").Select(line => line[1..^1]).ToList();
            return drivers.Count > 0
                ? new Finding("system", "ODBC drivers", FindingLevel.Ok, string.Join(", ", drivers) + ".")
                : None(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return None(path);
        }
    }

    private static Finding None(string path) =>
        new("system", "ODBC drivers", FindingLevel.Warn, $"{path} names no driver.") { Remedy = "Install one (Debian and Ubuntu: apt-get install odbc-postgresql, odbc-mariadb) if a connection uses ODBC." };
}
