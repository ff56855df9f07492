using System.Globalization;
using System.Text.Json.Nodes;

namespace Sutler.Host.Interchange.Sql;

/// <summary>The settings of a Generic SQL connector (H/SQL-10 … SQL-75, H/WIZ-40 … WIZ-50).</summary>
internal static class SqlImporter
{
    public static void Fill(XmlConnector connector, ImportedConnection imported)
    {
        var parameters = new ParameterSet(connector.Parameters.Where(p => p.Use != "RunStep"));
        var settings = new JsonObject { ["provider"] = "odbc" };
        imported.Document["settings"] = settings;
        Connect(parameters, settings, imported);
        Global(parameters, settings, imported);

        // The step's copy of a run parameter wins (H/CFG-11).
        var full = Run(connector, "FullImport");
        var export = Run(connector, "Export");
        settings["objectTypes"] = new JsonArray([.. Types(connector, parameters, imported).Select(type =>
            SqlTypeImporter.Of(new SqlTypeSource(type, connector, parameters, full, export), imported))]);
        Delta(connector, parameters, imported);
        foreach (var unused in parameters.Unused.Concat(full.Unused).Concat(export.Unused).DistinctBy(p => p.Name))
            imported.Gap($"Parameter '{unused.Name}'", unused.Encrypted ? "is not carried over." : $"is not carried over; its value was '{Excerpt(unused.Value)}'.");
    }

    private static void Connect(ParameterSet parameters, JsonObject settings, ImportedConnection imported)
    {
        if (parameters.Text("DSN File", "DSN") is { } dsn)
        {
            settings["dataSource"] = dsn;
            imported.Note("DSN File", "is read by the ODBC driver manager of this machine: copy the file, correct its path in settings.dataSource, and see that it is UTF-8 and names an installed driver. "
                + "A provider of its own (postgres, sqlite) is faster than ODBC where there is one.");
        }
        else
        {
            imported.Gap("DSN File", "is missing: write settings.dataSource or settings.connectionString.");
        }

        var user = parameters.Text("User Name", "UserName");
        if (user is not null)
            settings["user"] = user;
        _ = parameters.Text("Password");
        if (user is not null || parameters.Has("Password"))
            settings["password"] = ConnectionImport.Secret(imported, "password", "settings.password");
        if (int.TryParse(parameters.Text("Command Timeout", "Command Timeout (seconds)", "SQL Command Timeout"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600)
            settings["commandTimeout"] = seconds;
    }

    private static void Global(ParameterSet parameters, JsonObject settings, ImportedConnection imported)
    {
        if (parameters.Text("Data Source Time Zone", "DataSource Time Zone") is { } zone)
        {
            var known = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && TimeZoneInfo.TryConvertWindowsIdToIanaId(found.Id, out var iana) ? iana : zone;
            if (found is null)
                imported.Gap("Data Source Time Zone", $"'{Excerpt(zone)}' is not a time zone of this machine; write settings.timeZone, for example Europe/Zurich.");
            else
                settings["timeZone"] = known;
        }

        if (parameters.Text("Data Source Date Time Format") is { } format)
            settings["format"] = format;
        if (parameters.Flag("Use named parameters to execute a stored procedure", "Use named parameters to execute stored procedure"))
            settings["namedParameters"] = true;
    }

    private static ParameterSet Run(XmlConnector connector, string name)
    {
        var step = connector.Runs.Where(run => string.Equals(run.Name.Replace(" ", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase)).SelectMany(run => run.Parameters).ToList();
        return new ParameterSet(step.Count > 0 ? step : connector.Parameters.Where(p => p.Use == "RunStep"));
    }

    private static List<string> Types(XmlConnector connector, ParameterSet parameters, ImportedConnection imported)
    {
        var method = parameters.Text("Object type detection method");
        var list = parameters.Text("Fixed value list/Table/View/SP", "Fixed Value List/Table/View/Stored Procedure", "Fixed value list");
        _ = parameters.Text("Column Name for Table/View/SP", "Column Name");
        var query = parameters.Text("SQL query for detecting object types", "SQL Query for object type detection");
        var types = method is null || Normal(method) == "FIXEDVALUE"
            ? list?.Split([',', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList() ?? []
            : [];
        if (types.Count == 0)
            types = [.. connector.Entries.Select(entry => entry.ObjectType).Where(type => type.Length > 0)];
        if (method is not null && Normal(method) != "FIXEDVALUE")
            imported.Note("Object type detection method", $"'{method}' ({Excerpt(query ?? list ?? "")}): the types that the file's schema names are listed instead: {string.Join(", ", types)}.");
        if (types.Count == 0)
            imported.Gap("Object type detection method", "no object type is named; write settings.objectTypes.");
        return [.. types.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static void Delta(XmlConnector connector, ParameterSet parameters, ImportedConnection imported)
    {
        var strategy = parameters.Text("Delta Strategy");
        var query = parameters.Text("Water Mark Query", "Watermark Query");
        if (strategy is null || Normal(strategy) == "NONE")
            return;
        if (Normal(strategy) == "WATERMARK" && parameters.Text("Water Mark Column", "Water Mark Column Name", "Watermark Column") is { } column)
        {
            var delta = new JsonObject { ["strategy"] = "watermark", ["column"] = column };
            if (query is not null)
                delta["query"] = query;
            imported.Document["settings"]!["delta"] = delta;
            imported.Note("Delta Strategy", "deletes are not seen by a watermark: add 'deletes: keys' below settings.delta, or let full imports run too.");
            return;
        }

        if (Normal(strategy) == "TRIGGER" && History(connector, parameters, imported))
            return;
        imported.Gap("Delta Strategy", $"'{strategy}' is not carried over whole: write settings.delta (watermark, history, keys, hash or rowVersion); until then every import is full."
            + (query is null ? "" : $" The watermark query was '{Excerpt(query)}'.") + (connector.IsDeltaImportSupported ? "" : " The delta import profile was off."));
    }

    private const string OrderColumn = "id";

    // The original's history table has no column that puts its rows in order: without one the delta would have nothing to go on from.
    private static bool History(XmlConnector connector, ParameterSet parameters, ImportedConnection imported)
    {
        if (!connector.Runs.Any(run => run.Name.Replace(" ", "", StringComparison.Ordinal).Equals("DeltaImport", StringComparison.OrdinalIgnoreCase)))
            return false;
        var step = Run(connector, "DeltaImport");
        var types = imported.Document["settings"]!["objectTypes"]!.AsArray().Select(type => type!.AsObject()).ToList();
        var mapped = 0;
        foreach (var type in types)
        {
            var source = new SqlTypeSource(type["name"]!.ToString(), connector, parameters, step, step);
            var table = source.Step(step, "History Table/View", "History Table", "Delta Table/View", "Delta Table");
            var join = source.Step(step, "Join Condition with parent", "Join Condition");
            if (table is null || join is null)
                continue;
            var delta = new JsonObject { ["strategy"] = "history", ["table"] = table, ["join"] = join };
            if (source.Step(step, "Operation Column", "Change Type Column", "Change Type Attribute") is { } operation)
                delta["operation"] = operation;
            foreach (var (key, name) in new[] { ("add", "Add"), ("modify", "Modify"), ("delete", "Delete"), ("modifyAttribute", "Modify_Attribute") })
            {
                if (source.Step(step, $"Change Type {name}", $"{name} Change Type", $"Change Type Value for {name}") is { } word)
                    delta[key] = word;
            }

            delta["order"] = OrderColumn;
            type["delta"] = delta;
            mapped++;
            imported.Gap($"{source.Type}: Delta Strategy", $"is read from the history table '{table}'; the file does not say what puts its rows in order. Correct delta.order, here '{OrderColumn}': a column that only grows, such as a running number.");
        }

        return mapped == types.Count && mapped > 0;
    }

    public static string Normal(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    public static string Excerpt(string text) => text.Length <= 200 ? text : text[..200] + " …";
}
