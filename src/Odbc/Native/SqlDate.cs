using System.Runtime.InteropServices;

namespace Sutler.Odbc.Native;

/// <summary>A date as drivers keep it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SqlDate
{
    private short _year;
    private ushort _month;
    private ushort _day;

    /// <summary>The day; null for the zero date that some products use for none.</summary>
    public readonly DateTime? Value => _year < 1 || _month == 0 || _day == 0 ? null : new DateTime(_year, _month, _day, 0, 0, 0, DateTimeKind.Unspecified);

    public static SqlDate Of(DateOnly day) => new() { _year = (short)day.Year, _month = (ushort)day.Month, _day = (ushort)day.Day };
}
