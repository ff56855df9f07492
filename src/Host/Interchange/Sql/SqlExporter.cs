using System.Text.Json.Nodes;

namespace Sutler.Host.Interchange.Sql;

/// <summary>The parameters and run steps of a Generic SQL connector, from our settings.</summary>
internal static class SqlExporter
{
    public static XmlConnector Fill(XmlConnector connector, JsonObject settings, int? pageSize)
    {
        var types = (settings["objectTypes"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var full = types.SelectMany(Import).ToList();
        var export = types.SelectMany(Export).ToList();
        return connector with
        {
            Parameters = [.. Connectivity(settings), .. Schema(types), .. Global(settings, types), .. full, .. export],
            Runs = [new XmlRun("Export", null, export), new XmlRun("FullImport", pageSize, full)],
        };
    }

    /// <summary>What the connection says about the attributes of a type: those selected, those described, those of child tables.</summary>
    public static IEnumerable<XmlAttribute> Attributes(JsonObject type)
    {
        var described = Objects(type["attributes"]).Where(a => a["name"] is not null).ToDictionary(a => a["name"]!.ToString(), StringComparer.OrdinalIgnoreCase);
        var names = ConnectionExport.Texts(type["select"]).Concat(ConnectionExport.Texts(type["anchor"])).Concat(described.Keys).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
            yield return new XmlAttribute(name, DataType(described.GetValueOrDefault(name)));
        foreach (var child in Objects(type["children"]).Where(c => c["attribute"] is not null))
            yield return new XmlAttribute(child["attribute"]!.ToString(), child.ContainsKey("references") ? "Reference" : "String") { Multivalued = true };
    }

    private static string DataType(JsonObject? attribute) =>
        attribute is null ? "String" : attribute.ContainsKey("references") ? "Reference" : attribute["type"]?.ToString() switch
        {
            "integer" => "Integer",
            "boolean" => "Boolean",
            "binary" => "Binary",
            "dateTime" => "DateTime",
            _ => "String",
        };

    private static IEnumerable<XmlParameter> Connectivity(JsonObject settings)
    {
        yield return Text("DSN File", "Connectivity", settings["dataSource"]?.ToString());
        yield return Text("User Name", "Connectivity", settings["user"]?.ToString());
        if (settings.ContainsKey("password"))
            yield return new XmlParameter("Password", "Connectivity", "") { Type = "EncryptedString", Encrypted = true };
        yield return Text("Command Timeout", "Connectivity", settings["commandTimeout"]?.ToString());
    }

    private static IEnumerable<XmlParameter> Schema(List<JsonObject> types)
    {
        yield return Text("Object type detection method", "Schema", "Fixed Value") with { Type = "DropDown" };
        yield return Text("Fixed value list/Table/View/SP", "Schema", string.Join(",", types.Select(t => t["name"]?.ToString())));
        foreach (var type in types)
        {
            var name = type["name"]?.ToString();
            yield return Text($"{name}:Attribute Detection", "Schema", type.ContainsKey("attributeQuery") ? "SQL Query" : "Table") with { Type = "DropDown" };
            yield return Text($"{name}:Table/View/SP", "Schema", type["table"]?.ToString());
            yield return Text($"{name}:SQL query for detecting attributes", "Schema", type["attributeQuery"]?.ToString());
            yield return Text($"{name}:Name of Multi-valued Table/Views", "Schema", Objects(type["children"]).FirstOrDefault()?["table"]?.ToString());
            yield return Text($"Select Anchor for: {name}", "Schema", string.Join(",", ConnectionExport.Texts(type["anchor"])));
            foreach (var attribute in Objects(type["attributes"]).Where(a => a.ContainsKey("references")))
                yield return Text($"{name}:{attribute["name"]}:Reference", "Schema", attribute["references"]?.ToString());
            foreach (var attribute in Objects(type["attributes"]).Where(a => a["readOnly"]?.ToString() == "true"))
                yield return Text($"{name}:{attribute["name"]}:Direction", "Schema", "Import");
        }
    }

    private static IEnumerable<XmlParameter> Global(JsonObject settings, List<JsonObject> types)
    {
        yield return Text("Delta Strategy", "Global", "None") with { Type = "DropDown" };
        yield return Text("Data Source Time Zone", "Global", settings["timeZone"]?.ToString());
        yield return Text("Data Source Date Time Format", "Global", settings["format"]?.ToString());
        yield return Check("Use named parameters to execute a stored procedure", "Global", settings["namedParameters"]?.ToString() == "true");
        yield return Check("Export Type: Object Replace", "Connectivity", types.Exists(t => t["export"]?["objectReplace"]?.ToString() == "true"));
        if (types.Find(t => t["password"]?["set"] is JsonObject)?["password"]?["set"] is not JsonObject set)
            yield break;
        yield return Text("Password Operation Methods", "Global", "Stored Procedure") with { Type = "DropDown" };
        yield return Text("Set Password SP", "Global", set["procedure"]?.ToString());
        yield return Text("Set Password SP Parameters", "Global", Lines(set["parameters"])) with { Type = "Text" };
    }

    private static IEnumerable<XmlParameter> Import(JsonObject type)
    {
        var name = type["name"]?.ToString();
        var import = type["import"] as JsonObject;
        yield return Text($"{name}:Operation Method", "RunStep", import is null ? "Table" : import.ContainsKey("query") ? "SQL Query" : "Stored Procedure") with { Type = "DropDown" };
        yield return Text($"{name}:SQL Query", "RunStep", import?["query"]?.ToString()) with { Type = "Text" };
        yield return Text($"{name}:Stored Procedure Name", "RunStep", import?["procedure"]?.ToString());
        yield return Text($"{name}:Stored Procedure Parameters", "RunStep", Lines(import?["parameters"])) with { Type = "Text" };
        yield return Text($"{name}:Join Condition with parent", "RunStep", Objects(type["children"]).FirstOrDefault()?["join"]?.ToString());
    }

    private static IEnumerable<XmlParameter> Export(JsonObject type)
    {
        if (type["export"] is not JsonObject export)
            yield break;
        var name = type["name"]?.ToString();
        var isProcedure = export.Any(pair => pair.Value is JsonObject);
        yield return Text($"{name}:Operation Method", "RunStep", isProcedure ? "Stored Procedure" : "SQL Query") with { Type = "DropDown" };
        foreach (var (key, word) in new[] { ("insert", "Insert"), ("update", "Update"), ("delete", "Delete") })
        {
            if (export[key] is JsonObject call)
            {
                yield return Text($"{name}:{word} Stored Procedure", "RunStep", call["procedure"]?.ToString());
                yield return Text($"{name}:{word} Stored Procedure Parameters", "RunStep", Lines(call["parameters"])) with { Type = "Text" };
            }
            else
            {
                yield return Text($"{name}:{word} Query", "RunStep", export[key] is JsonArray ? Lines(export[key]) : export[key]?.ToString()) with { Type = "Text" };
            }
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string Lines(JsonNode? node) => string.Join('\n', ConnectionExport.Texts(node));

    private static XmlParameter Text(string name, string use, string? value) => new(name, use, value ?? "");

    private static XmlParameter Check(string name, string use, bool value) => new(name, use, value ? "1" : "0") { Type = "CheckBox" };
}
