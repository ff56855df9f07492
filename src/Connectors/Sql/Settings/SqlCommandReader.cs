using System.Data;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads statements and procedures.</summary>
internal static class SqlCommandReader
{
    /// <summary>Reads a statement, a list of them, or a procedure; none when the key is not there.</summary>
    public static IReadOnlyList<SqlCommandConfig> Read(SettingsReader reader, string key)
    {
        if (!reader.Has(key))
            return [];
        if (reader.IsList(key))
            return [.. reader.Texts(key).Select(text => new SqlCommandConfig { Text = text })];
        if (!reader.IsObject(key))
            return reader.Required(key, "Write a statement.") is { Length: > 0 } text ? [new SqlCommandConfig { Text = text }] : [];

        var child = reader.Child(key)!;
        child.RefuseUnknown("procedure", "parameters");
        return [ReadProcedure(child)];
    }

    /// <summary>Reads <c>import</c>: a query or a procedure that returns the objects.</summary>
    public static SqlCommandConfig? ReadSource(SettingsReader reader, string key)
    {
        if (reader.Child(key) is not { } child)
            return null;
        child.RefuseUnknown("query", "procedure", "parameters");
        if (child.Has("query") == child.Has("procedure"))
        {
            child.Fault("query", "or 'procedure' must be given, and not both. Write one query that returns the objects, or name one procedure.");
            return null;
        }

        return child.Has("query") ? new SqlCommandConfig { Text = child.Required("query", "Write a query that returns the objects.") } : ReadProcedure(child);
    }

    private static SqlCommandConfig ReadProcedure(SettingsReader reader) => new()
    {
        Procedure = reader.Required("procedure", "Name the stored procedure."),
        Parameters = [.. reader.Texts("parameters").Select(text => ReadParameter(reader, text))],
    };

    // The value may hold colons itself: only the first two divide.
    private static SqlParameterConfig ReadParameter(SettingsReader reader, string text)
    {
        var parts = text.Split(':', 3, StringSplitOptions.TrimEntries);
        if (parts is [{ Length: > 0 } name, var direction, var value] && Direction(direction) is { } known)
            return new SqlParameterConfig(name.TrimStart('@'), known, value);
        reader.Fault("parameters", $"'{text}' is not of the form Name:Direction:Value. Write it like 'Id:Input:EmployeeId'; the direction is Input, Output or InputOutput.");
        return new SqlParameterConfig(text, ParameterDirection.Input, "");
    }

    private static ParameterDirection? Direction(string text) => text.ToUpperInvariant() switch
    {
        "INPUT" or "IN" => ParameterDirection.Input,
        "OUTPUT" or "OUT" => ParameterDirection.Output,
        "INPUTOUTPUT" or "INOUT" => ParameterDirection.InputOutput,
        _ => null,
    };
}
