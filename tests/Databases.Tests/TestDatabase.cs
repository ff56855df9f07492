using System.Data.Common;

namespace Sutler.Databases.Tests;

/// <summary>An empty database on one of the products that the host is shown on, and how a connection names it.</summary>
/// <param name="name">For messages.</param>
/// <param name="settings">The lines of a connection's settings that name it.</param>
/// <param name="open">Opens it.</param>
internal sealed class TestDatabase(string name, string settings, Func<DbConnection> open)
{
    public string Name { get; } = name;

    public string Settings { get; } = settings;

    /// <summary>Runs a script, statement by statement: not every driver takes several at once.</summary>
    public void Run(string script, string separator = ";\n")
    {
        using var connection = open();
        connection.Open();
        foreach (var statement in script.ReplaceLineEndings("\n").Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The first column of every row, as text.</summary>
    public List<string?> Query(string sql)
    {
        using var connection = open();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string?>();
        while (reader.Read())
            values.Add(reader.IsDBNull(0) ? null : Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
        return values;
    }
}
