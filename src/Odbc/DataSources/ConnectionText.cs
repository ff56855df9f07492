using System.Data.Common;

namespace Sutler.Odbc.DataSources;

/// <summary>Makes the connection string that the driver is given: the DSN file's entries, the string's own, and the account on top.</summary>
internal static class ConnectionText
{
    private const string FileKey = "FILEDSN";

    public static string Complete(string text, (string? User, string? Password) account, string? baseFolder)
    {
        var given = Parse(text);
        var complete = new DbConnectionStringBuilder(useOdbcRules: true);
        if (given.TryGetValue(FileKey, out var file))
        {
            foreach (var (key, value) in DsnFile.Read(Path.GetFullPath(Unbraced((string)file), baseFolder ?? Directory.GetCurrentDirectory())))
                complete[key] = value;
            given.Remove(FileKey);
        }

        foreach (string key in given.Keys)
            complete[key] = given[key];
        if (complete.Count == 0)
            throw new OdbcException([new OdbcError("IM002", 0, "The connection string is empty. Write Driver=…, DSN=… or FILEDSN=….")]);

        Override(complete, "UID", "USER", account.User);
        Override(complete, "PWD", "PASSWORD", account.Password);

        // Drivers take the key alone, even with "No", as a wish for the system's own account.
        if (complete.ContainsKey("UID") && complete.TryGetValue("Trusted_Connection", out var trusted) && IsFalse((string)trusted))
            complete.Remove("Trusted_Connection");
        return complete.ConnectionString;
    }

    /// <summary>The DSN, the DSN file, or the server that a string names, for messages.</summary>
    public static string DataSourceName(string text)
    {
        var given = Parse(text);
        string[] keys = ["DSN", FileKey, "SERVER", "DATABASE"];
        return keys.Where(given.ContainsKey).Select(key => Unbraced((string)given[key])).FirstOrDefault() ?? "";
    }

    /// <summary>The value of a key; null when the string has none.</summary>
    public static string? Find(string text, string key) => Parse(text).TryGetValue(key, out var value) ? Unbraced((string)value) : null;

    /// <summary>A value without the braces that protect its special characters.</summary>
    public static string Unbraced(string value) => value is ['{', .., '}'] ? value[1..^1].Replace("}}", "}", StringComparison.Ordinal) : value;

    private static DbConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder(useOdbcRules: true) { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            // The framework's message repeats part of the text, which may be a password.
#pragma warning disable MA0054 // Not even as the cause.
            throw new OdbcException([new OdbcError(
                "IM012", 0, "The connection string has a fault of form. Write key=value;key=value, and values with special characters in braces.")]);
#pragma warning restore MA0054
        }
    }

    private static void Override(DbConnectionStringBuilder builder, string key, string alias, string? value)
    {
        if (value is null)
            return;
        builder.Remove(alias);
        builder[key] = value;
    }

    private static bool IsFalse(string value) => value.Equals("no", StringComparison.OrdinalIgnoreCase) || value.Equals("false", StringComparison.OrdinalIgnoreCase) || value is "0";
}
