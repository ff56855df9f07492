using Sutler.Odbc.Native;

namespace Sutler.Odbc;

/// <summary>What the driver manager of this machine knows.</summary>
public static class OdbcDataSources
{
    private const int Most = 512;

    /// <summary>Names of the installed drivers.</summary>
    /// <exception cref="OdbcException">There is no driver manager on this machine.</exception>
    public static unsafe IReadOnlyList<string> Drivers() => List(static (direction, name, extra) =>
        (OdbcApi.SQLDriversW(DriverManager.Shared, direction, name, Most, out var length, extra, Most, out _), length));

    /// <summary>Names of the data sources of this machine and of the process's account.</summary>
    /// <exception cref="OdbcException">There is no driver manager on this machine.</exception>
    public static unsafe IReadOnlyList<string> Names() => List(static (direction, name, extra) =>
        (OdbcApi.SQLDataSourcesW(DriverManager.Shared, direction, name, Most, out var length, extra, Most, out _), length));

    private static unsafe List<string> List(Entry next)
    {
        List<string> names = [];
        var name = stackalloc char[Most];
        var extra = stackalloc char[Most];
        lock (DriverManager.Shared)
        {
            var (result, length) = next(OdbcCode.FetchFirst, name, extra);
            while (Diagnostics.IsGood(result))
            {
                names.Add(new string(name, 0, Math.Clamp(length, (short)0, (short)(Most - 1))));
                (result, length) = next(OdbcCode.FetchNext, name, extra);
            }
        }

        return names;
    }

    private unsafe delegate (short Result, short Length) Entry(ushort direction, char* name, char* extra);
}
