namespace Sutler.Odbc.Native;

/// <summary>The numbers of the ODBC call interface that are used, under their meaning (ISO/IEC 9075-3, sql.h and sqlext.h).</summary>
internal static class OdbcCode
{
    public const short Success = 0;
    public const short SuccessWithInfo = 1;
    public const short NoData = 100;
    public const short InvalidHandle = -2;
    public const short NeedData = 99;

    public const short EnvironmentKind = 1;
    public const short ConnectionKind = 2;
    public const short StatementKind = 3;

    public const short NullTerminated = -3;
    public const nint NullData = -1;
    public const nint NoTotal = -4;

    public const int VersionAttribute = 200;
    public const nint Version3 = 3;
    public const ushort NoPrompt = 0;

    public const int AutoCommitAttribute = 102;
    public const int AccessModeAttribute = 101;
    public const int LoginTimeoutAttribute = 103;
    public const int IsolationAttribute = 108;
    public const int ConnectionDeadAttribute = 1209;

    public const short Commit = 0;
    public const short Rollback = 1;

    public const ushort CloseCursor = 0;
    public const ushort ResetParameters = 3;

    public const ushort ProductName = 17;
    public const ushort ProductVersion = 18;
    public const ushort DriverName = 6;
    public const ushort DriverVersion = 7;
    public const ushort DatabaseName = 16;
    public const ushort QuoteCharacter = 29;

    public const ushort TypeNameField = 14;

    public const ushort FetchNext = 1;
    public const ushort FetchFirst = 2;

    public const short Input = 1;
    public const short InputOutput = 2;
    public const short Output = 4;
}
