using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Host.Connections;
using Sutler.Host.Interchange.Sql;

namespace Sutler.Host.Interchange;

/// <summary>Turns a connector of the host XML into a connection of ours, and says what became of everything. Pure.</summary>
internal static partial class ConnectionImport
{

    public static ImportedConnection From(XmlConnector connector)
    {
        if (connector.Extension is { } extension && connector.ExtensionOf == connector.Hash
            && ConnectionDocument.Parse(new StringReader(extension), new FaultList("")) is { } whole)
        {
            return new ImportedConnection(whole["name"]?.ToString() ?? connector.Name, whole);
        }

        var name = Name(connector.Name);
        var imported = new ImportedConnection(name, new JsonObject { ["name"] = name, ["connector"] = Kind(connector.Library) });
        if (name != connector.Name)
            imported.Note("ECMAConfig/ProfileName", $"'{connector.Name}' cannot stand in a URL here; the connection is called '{name}', and so the tenant URL changes.");
        imported.Document["secretToken"] = Secret(imported, "token", "secretToken");
        Autosync(connector, imported);
        if (Kind(connector.Library) == "sql")
            SqlImporter.Fill(connector, imported);
        else
            Carry(connector, imported);
        ObjectTypeImport.Fill(connector, imported);
        Profiles(connector, imported);
        return imported;
    }

    /// <summary>A place for a secret that the file does not carry; the reference stands there until another is supplied.</summary>
    public static string Secret(ImportedConnection imported, string name, string key)
    {
        imported.MissingSecrets[name] = key;
        return $"file:../secrets/{imported.Name}.{name}";
    }

    public static string Kind(string library)
    {
        var file = library.Replace('\\', '/').Split('/')[^1].ToUpperInvariant();
        return file switch
        {
            _ when file.Contains("GENERICSQL", StringComparison.Ordinal) => "sql",
            _ when file.Contains("GENERICLDAP", StringComparison.Ordinal) => "ldap",
            _ when file.Contains("POWERSHELL", StringComparison.Ordinal) => "powershell",
            _ when file.Contains("WEBSERVICES", StringComparison.Ordinal) => "webservices",
            _ => "ecma2",
        };
    }

    private static string Name(string name)
    {
        var fit = Unfit().Replace(name, "-");
        fit = fit.Length > 64 ? fit[..64] : fit;
        return fit.Length > 0 ? fit : "imported";
    }

    private static void Autosync(XmlConnector connector, ImportedConnection imported)
    {
        if (int.TryParse(connector.AutosyncTimer, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 7 * 24 * 60)
            imported.Document["autosync"] = new JsonObject { ["interval"] = DurationText.Write(TimeSpan.FromMinutes(minutes)) };
        else if (connector.AutosyncTimer is not null)
            imported.Gap("ECMAConfig/AutosyncTimer", "is not a number of minutes from 1 to 10080; the standard of 120 minutes stays.");
    }

    /// <summary>A connector that is not a SQL one: what it says is kept, for the day it has a connector here.</summary>
    private static void Carry(XmlConnector connector, ImportedConnection imported)
    {
        var parameters = new JsonArray();
        foreach (var parameter in connector.Parameters.Concat(connector.Runs.SelectMany(run => run.Parameters)))
        {
            var item = new JsonObject { ["name"] = parameter.Name, ["use"] = parameter.Use };
            item[parameter.Encrypted ? "secret" : "value"] = parameter.Encrypted
                ? Secret(imported, string.Concat(parameter.Name.Where(char.IsAsciiLetterOrDigit)), "settings.parameters")
                : parameter.Value;
            parameters.Add(item);
        }

        imported.Document["settings"] = new JsonObject { ["library"] = connector.Library, ["parameters"] = parameters };
        imported.Gap("ECMAConfig/LibraryName", $"'{connector.Library}' needs a connector of kind '{imported.Document["connector"]}', which this host may not have: its parameters and schema are kept, and the connection is faulted until there is one.");
    }

    private static void Profiles(XmlConnector connector, ImportedConnection imported)
    {
        if (connector.Runs.Select(run => run.BatchSize).FirstOrDefault(size => size is not null) is { } size)
            imported.Document["import"] = new JsonObject { ["pageSize"] = Math.Min(size, 100_000) };
        if (connector.IsExportOnly || !connector.IsFullImportSupported)
            imported.Gap("IsExportOnly", "a connection here always imports, so that existing accounts are updated and not created again; the account needs the right to read.");
        if (connector.Partitions.Count > 1)
            imported.Gap("Schema/Partitions", $"{connector.Partitions.Count} partitions: every object type is read; settings that differ by partition have to be made by hand.");
        if (connector.ExportPasswordInFirstPass)
            imported.Note("Schema/ExportPasswordInFirstPass", "passwords are always set by a call of their own after the create, as the original's host does.");
    }

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfit();
}
