namespace Sutler.Odbc.Native;

/// <summary>Reads what a driver says about the last call on a handle.</summary>
internal static class Diagnostics
{
    private const int MostRecords = 64;

    public static bool IsGood(short result) => result is OdbcCode.Success or OdbcCode.SuccessWithInfo;

    public static OdbcException Failure(OdbcHandle handle, short result)
    {
        var errors = Read(handle);
        if (errors.Count == 0)
        {
            errors.Add(result is OdbcCode.InvalidHandle
                ? new OdbcError("HY000", 0, "The connection or command was closed while it was used. Use each from one thread at a time.")
                : new OdbcError("HY000", 0, "The driver failed and gave no reason."));
        }

        return new OdbcException(errors);
    }

    /// <summary>All records, the first one first.</summary>
    public static unsafe List<OdbcError> Read(OdbcHandle handle)
    {
        List<OdbcError> errors = [];
        var state = stackalloc char[6];
        var buffer = new char[1024];
        for (short record = 1; record <= MostRecords; record++)
        {
            short length;
            int native;
            while (true)
            {
                short result;
                fixed (char* text = buffer)
                    result = OdbcApi.SQLGetDiagRecW(handle.Kind, handle.DangerousGetHandle(), record, state, out native, text, (short)buffer.Length, out length);
                if (!IsGood(result))
                    return errors;
                if (length < buffer.Length || buffer.Length >= short.MaxValue)
                    break;
                buffer = new char[Math.Min(short.MaxValue, length + 1)];
            }

            var used = Math.Min(length, buffer.Length - 1);
            errors.Add(new OdbcError(new string(state, 0, 5), native, new string(buffer, 0, used).TrimEnd('\0', '\r', '\n', ' ')));
        }

        return errors;
    }
}
