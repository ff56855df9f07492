namespace Sutler.Odbc.Native;

/// <summary>ODBC's numbers for the forms in which values cross the boundary (the C types).</summary>
internal static class CType
{
    public const short Text = -8;
    public const short Utf8 = 1;
    public const short Long = -25;
    public const short Double = 8;
    public const short Bit = -7;
    public const short Binary = -2;
    public const short Date = 91;
    public const short Time = 92;
    public const short Timestamp = 93;
    public const short Guid = -11;
}
