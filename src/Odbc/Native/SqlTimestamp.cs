using System.Runtime.InteropServices;

namespace Sutler.Odbc.Native;

/// <summary>A date and time as drivers keep it; the fraction in billionths of a second.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SqlTimestamp
{
    private short _year;
    private ushort _month;
    private ushort _day;
    private ushort _hour;
    private ushort _minute;
    private ushort _second;
    private uint _fraction;

    /// <summary>The moment; null for the zero date that some products use for none.</summary>
    public readonly DateTime? Value => _year < 1 || _month == 0 || _day == 0
        ? null
        : new DateTime(_year, _month, _day, _hour, _minute, Math.Min(_second, (ushort)59), DateTimeKind.Unspecified).AddTicks(_fraction / 100);

    public static SqlTimestamp Of(DateTime moment) => new()
    {
        _year = (short)moment.Year,
        _month = (ushort)moment.Month,
        _day = (ushort)moment.Day,
        _hour = (ushort)moment.Hour,
        _minute = (ushort)moment.Minute,
        _second = (ushort)moment.Second,
        _fraction = (uint)(moment.Ticks % TimeSpan.TicksPerSecond * 100),
    };
}
