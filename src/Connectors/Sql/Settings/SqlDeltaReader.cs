using System.Globalization;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>Reads <c>delta</c> of a connection or an object type.</summary>
internal static class SqlDeltaReader
{
    private static readonly string[] Words = ["add", "modify", "delete", "modifyAttribute"];
    private static readonly string[] DefaultWords = ["Add", "Modify", "Delete", "Modify_Attribute"];

    /// <summary>Reads the key; null when it is not there.</summary>
    public static SqlDeltaConfig? Read(SettingsReader reader, SqlObjectTypeConfig? type)
    {
        if (reader.Child("delta") is not { } delta)
            return null;
        delta.RefuseUnknown(["strategy", "column", "overlap", "query", "children", "deletes", "table", "join", "order", "operation", .. Words]);
        var strategy = ReadStrategy(delta);
        var (overlap, number) = ReadOverlap(delta);
        var config = new SqlDeltaConfig
        {
            Strategy = strategy,
            Column = delta.Text(strategy is SqlDeltaStrategy.History ? "order" : "column"),
            Overlap = overlap,
            NumberOverlap = number,
            Query = delta.Text("query"),
            Children = delta.Named("children").ToDictionary(pair => pair.Name, pair => pair.Text ?? "", StringComparer.OrdinalIgnoreCase),
            SweepsKeys = ReadDeletes(delta),
            Table = delta.Text("table"),
            Join = strategy is SqlDeltaStrategy.History && type is not null ? SqlChildConfigReader.ReadJoin(delta, type, delta.Text("table") ?? "") : [],
            Operation = delta.Text("operation"),
            Words = [.. Words.Select((word, index) => delta.Text(word) ?? DefaultWords[index])],
        };
        Check(delta, config);
        return config;
    }

    /// <summary>A child table that nothing watches would hide its changes (H/SQL-36).</summary>
    public static void CheckChildren(SettingsReader reader, SqlObjectTypeConfig type)
    {
        if (type.Delta.Strategy is not (SqlDeltaStrategy.Watermark or SqlDeltaStrategy.RowVersion))
            return;
        foreach (var child in type.Children.Where(child => !type.Delta.Children.ContainsKey(child.Attribute)))
        {
            if (type.Delta.Strategy is SqlDeltaStrategy.Watermark)
                reader.Fault("delta.children", $"does not say how changes of '{child.Attribute}' are seen. Name the column of '{child.Table}' that moves, or write 'parent' if the parent's moves too.");
        }
    }

    private static void Check(SettingsReader reader, SqlDeltaConfig config)
    {
        if (config.Strategy is SqlDeltaStrategy.Watermark && config.Column is null)
            reader.Fault("column", "is missing. Name the column that moves with every insert and update.");
        if (config.Strategy is SqlDeltaStrategy.History && config.Table is null)
            reader.Fault("table", "is missing. Name the table to which changes are written.");
        if (config.Strategy is SqlDeltaStrategy.History && config.Column is null)
            reader.Fault("order", "is missing. Name the column that puts the changes in order, such as a running number.");
        if (config.SweepsKeys && config.Strategy is SqlDeltaStrategy.None or SqlDeltaStrategy.Keys or SqlDeltaStrategy.Hash)
            reader.Fault("deletes", "goes with the strategies watermark, history and rowVersion only. Take it out.");
    }

    private static SqlDeltaStrategy ReadStrategy(SettingsReader reader)
    {
        var text = reader.Required("strategy", "Write none, watermark, history, keys, hash or rowVersion.");
        if (text.Length == 0)
            return SqlDeltaStrategy.None;
        if (text.All(char.IsAsciiLetter) && Enum.TryParse<SqlDeltaStrategy>(text.Equals("trigger", StringComparison.OrdinalIgnoreCase) ? "History" : text, ignoreCase: true, out var strategy))
            return strategy;
        reader.Fault("strategy", $"'{text}' is not a strategy. Write none, watermark, history, keys, hash or rowVersion.");
        return SqlDeltaStrategy.None;
    }

    private static bool ReadDeletes(SettingsReader reader)
    {
        var text = reader.Text("deletes");
        if (text is not (null or "keys" or "none"))
            reader.Fault("deletes", $"'{text}' is not a way to find deletes. Write keys or none.");
        return text is "keys";
    }

    private static (TimeSpan? Time, long? Number) ReadOverlap(SettingsReader reader)
    {
        var text = reader.Text("overlap");
        if (text is null)
            return (null, null);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (TimeSpan.FromSeconds(Math.Min(number, 365L * 86_400)), number);
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero && time <= TimeSpan.FromDays(365))
            return (time, (long)time.TotalSeconds);
        reader.Fault("overlap", $"'{text}' is neither a span of time nor a number. Write it like 00:05:00, or a whole number.");
        return (null, null);
    }
}
