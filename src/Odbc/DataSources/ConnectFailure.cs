namespace Sutler.Odbc.DataSources;

/// <summary>Adds to a failed connection what the driver manager leaves out (H/ERR-4), and takes the password out of its text.</summary>
internal static class ConnectFailure
{
    private static readonly string[] SecretKeys = ["PWD", "PASSWORD"];

    public static OdbcException Explain(OdbcException failure, string text)
    {
        List<OdbcError> errors = [];
        if (Advice(failure.SqlState, text) is { } advice)
            errors.Add(new OdbcError(failure.SqlState, failure.NativeError, advice));
        var secrets = SecretKeys.Select(key => ConnectionText.Find(text, key)).Where(secret => secret is { Length: > 0 }).ToArray();
        foreach (var error in failure.Errors)
            errors.Add(error with { Message = secrets.Aggregate(error.Message, (message, secret) => message.Replace(secret!, "***", StringComparison.Ordinal)) });
        return new OdbcException(errors);
    }

    private static string? Advice(string state, string text)
    {
        var driver = ConnectionText.Find(text, "DRIVER");
        var source = ConnectionText.Find(text, "DSN");
        var drivers = List(OdbcDataSources.Drivers());
        return (state, driver, source) switch
        {
            ("IM002", null, null) => $"The connection string names neither a driver nor a data source. Write Driver=… (installed: {drivers}), DSN=… or FILEDSN=….",
            ("IM002" or "IM001", null, _) => $"There is no data source '{source}' on this machine. Define it, or use one of: {List(OdbcDataSources.Names())}. A DSN file goes under FILEDSN=path and must be UTF-8.",
            ("IM002" or "IM003" or "01000", { Length: > 0 }, _) => $"The driver '{driver}' is not installed, or cannot be loaded. Install it, or use one of: {drivers}.",
            ("IM003" or "01000", null, _) => $"The driver of data source '{source}' cannot be loaded. Install it; installed are: {drivers}.",
            _ => null,
        };
    }

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Select(name => $"'{name}'"));
}
