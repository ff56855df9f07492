using System.Text.Json.Nodes;

namespace Sutler.Host.Interchange.Sql;

/// <summary>One object type: its table or methods, anchor, attributes, multi-valued table, password procedures.</summary>
internal static class SqlTypeImporter
{
    private static readonly string[] TableNames = ["Table/View/SP", "Table/View/Stored Procedure", "Table/View"];
    private static readonly string[] Procedure = ["Stored Procedure Parameters", "SP Parameters", "Parameters"];

    public static JsonObject Of(SqlTypeSource source, ImportedConnection imported)
    {
        var type = new JsonObject { ["name"] = source.Type };
        var table = source.Schema(TableNames);
        _ = source.Schema("Attribute Detection");
        _ = source.Schema("Stored Procedure Parameters");
        if (table is not null)
            type["table"] = table;
        if (source.Schema("SQL query for detecting attributes", "SQL Query for attribute detection") is { } query)
            type["attributeQuery"] = query;
        Import(source, type, imported);
        Anchor(source, type, imported);
        Attributes(source, type, imported);
        Children(source, type, imported);
        Export(source, type);
        Passwords(source, type, imported);
        return type;
    }

    private static void Import(SqlTypeSource source, JsonObject type, ImportedConnection imported)
    {
        var method = SqlImporter.Normal(source.Step(source.Full, "Operation Method") ?? "TABLE");
        var named = source.Step(source.Full, [.. TableNames, "Stored Procedure Name", "Stored Procedure"]);
        var query = source.Step(source.Full, "SQL Query", "Query");
        _ = source.Step(source.Full, "Start Index Parameter Name", "StartIndex Parameter Name");
        _ = source.Step(source.Full, "End Index Parameter Name", "EndIndex Parameter Name");
        var procedure = source.Lines(source.Full, Procedure);
        if (method == "SQLQUERY" && query is not null)
            type["import"] = new JsonObject { ["query"] = query };
        else if (method == "STOREDPROCEDURE" && named is not null)
            type["import"] = Call(named, procedure);
        else if (named is not null)
            type["table"] ??= named;
        if (!type.ContainsKey("table") && !type.ContainsKey("import"))
            imported.Gap($"{source.Type}:Table/View/SP", $"is missing: write 'table' below {source.Type} in settings.objectTypes.");
    }

    private static void Anchor(SqlTypeSource source, JsonObject type, ImportedConnection imported)
    {
        var anchor = source.Schema("Select Anchor for", "Select Anchor", "Anchor") is { } chosen
            ? [.. chosen.Split([',', '\n', '\r', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : source.Entry?.Attributes.Where(a => a is { IsAnchor: true, IsPseudo: false }).Select(a => a.Name).ToList() ?? [];
        _ = source.Schema("Select DN attribute for", "Select DN attribute", "DN");
        if (anchor.Count > 0)
            type["anchor"] = new JsonArray([.. anchor.Select(name => (JsonNode)name)]);
        else
            imported.Note($"Select Anchor for {source.Type}", "is missing: the table's primary key is taken.");
        if (source.Parameters.Flag("DN is Anchor"))
            imported.Note("DN is Anchor", "is told by 'dn: anchor' of the object type.");
    }

    private static void Attributes(SqlTypeSource source, JsonObject type, ImportedConnection imported)
    {
        if (source.Entry is not { } entry)
            return;
        var own = entry.Attributes.Where(a => !a.IsPseudo && !a.Multivalued).ToList();
        if (own.Count > 0)
        {
            // What a flow sets is not among the chosen attributes of the original (H/WIZ-84), and has to be known here.
            var flows = new[] { entry.SoftDeleteAttribute, entry.HardDeleteAttribute }.OfType<string>();
            type["select"] = new JsonArray([.. own.Select(a => a.Name).Union(flows, StringComparer.OrdinalIgnoreCase).Select(name => (JsonNode)name)]);
        }

        var described = own.Select(a => Describe(source, a, imported)).OfType<JsonObject>().ToList();
        if (described.Count > 0)
            type["attributes"] = new JsonArray([.. described]);
    }

    private static JsonObject? Describe(SqlTypeSource source, XmlAttribute attribute, ImportedConnection imported)
    {
        var data = (source.Parameters.Text($"{source.Type}:{attribute.Name}:DataType", $"{attribute.Name}:DataType") ?? attribute.DataType).ToUpperInvariant();
        var direction = source.Parameters.Text($"{source.Type}:{attribute.Name}:Direction", $"{attribute.Name}:Direction");
        var item = new JsonObject { ["name"] = attribute.Name };
        switch (data)
        {
            case "REFERENCE":
                var target = source.Parameters.Text($"{source.Type}:{attribute.Name}:Reference", $"{attribute.Name}:Reference", $"Select object type for {attribute.Name}") ?? source.Type;
                item["references"] = target;
                imported.Note($"{source.Type}:{attribute.Name}", $"is a reference to {target}.");
                break;
            case "INTEGER" or "BOOLEAN" or "BINARY":
                item["type"] = data.ToLowerInvariant();
                break;
            case "DATETIME":
                item["type"] = "dateTime";
                break;
        }

        if (direction is not null && SqlImporter.Normal(direction) == "IMPORT")
            item["readOnly"] = true;
        return item.Count > 1 ? item : null;
    }

    private static void Children(SqlTypeSource source, JsonObject type, ImportedConnection imported)
    {
        var tables = (source.Schema("Name of Multi-valued Table/Views", "Name of Multivalued Table/Views", "Multi-valued Table/Views") ?? source.Step(source.Full, "Name of Multi-valued Table/Views"))
            ?.Split([',', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var join = source.Step(source.Full, "Join Condition with parent", "Join Condition");
        _ = source.Step(source.Full, "Name of Multi-valued Table/Views");
        var many = source.Entry?.Attributes.Where(a => a is { Multivalued: true, IsPseudo: false }).ToList() ?? [];
        if (tables.Length == 0)
            return;
        if (tables is not [var table] || join is null || many.Count == 0)
        {
            imported.Gap($"{source.Type}:Name of Multi-valued Table/Views", $"{string.Join(", ", tables)}: which attribute stands in which table, or how it is joined, is not in the file; write 'children' below {source.Type}.");
            return;
        }

        type["children"] = new JsonArray([.. many.Select(attribute => Child(source, attribute, (table, join)))]);
    }

    private static JsonObject Child(SqlTypeSource source, XmlAttribute attribute, (string Table, string Join) place)
    {
        var child = new JsonObject { ["attribute"] = attribute.Name, ["table"] = place.Table, ["join"] = place.Join, ["column"] = attribute.Name };
        if (attribute.DataType.Equals("Reference", StringComparison.OrdinalIgnoreCase))
            child["references"] = source.Parameters.Text($"{source.Type}:{attribute.Name}:Reference", $"{attribute.Name}:Reference") ?? source.Type;
        return child;
    }

    private static void Export(SqlTypeSource source, JsonObject type)
    {
        var method = SqlImporter.Normal(source.Step(source.Export, "Operation Method") ?? "TABLE");
        _ = source.Step(source.Export, TableNames);
        _ = source.Step(source.Export, "Join Condition with parent", "Join Condition", "Name of Multi-valued Table/Views");
        var export = new JsonObject();
        foreach (var (key, names) in new[] { ("insert", new[] { "Add", "Insert" }), ("update", ["Update"]), ("delete", ["Delete"]) })
        {
            var lines = source.Lines(source.Export, [.. names.SelectMany(n => new[] { $"{n} Query", $"{n} SQL Query", $"{n} Statement" })]);
            var procedure = source.Step(source.Export, [.. names.SelectMany(n => new[] { $"{n} Stored Procedure", $"{n} SP", $"{n} SP Name", $"{n} Stored Procedure Name" })]);
            var parameters = source.Lines(source.Export, [.. names.SelectMany(n => new[] { $"{n} Stored Procedure Parameters", $"{n} SP Parameters" })]);
            if (method == "SQLQUERY" && lines.Count > 0)
                export[key] = new JsonArray([.. lines.Select(line => (JsonNode)line)]);
            else if (method == "STOREDPROCEDURE" && procedure is not null)
                export[key] = Call(procedure, parameters);
        }

        if (source.Parameters.Flag("Export Type: Object Replace", "Export Type Object Replace"))
            export["objectReplace"] = true;
        if (export.Count > 0)
            type["export"] = export;
    }

    private static void Passwords(SqlTypeSource source, JsonObject type, ImportedConnection imported)
    {
        var method = SqlImporter.Normal(source.Parameters.Text("Password Operation Methods", "Password Operation Method") ?? "NONE");
        var set = source.Parameters.Text("Set Password SP", "Set Password SP Name", "Set Password Stored Procedure");
        var change = source.Parameters.Text("Change Password SP", "Change Password SP Name", "Change Password Stored Procedure");
        var setParameters = source.Parameters.Lines("Set Password SP Parameters", "Set Password Stored Procedure Parameters");
        var changeParameters = source.Parameters.Lines("Change Password SP Parameters", "Change Password Stored Procedure Parameters");
        if (method == "STOREDPROCEDURE" && set is not null)
        {
            type["password"] = new JsonObject { ["set"] = Call(set, setParameters) };
            if (change is not null)
                imported.Note("Change Password SP", $"'{change}' ({changeParameters.Count} parameters) is not used: a password that is provisioned is set, not changed. Write password.change and password.oldAttribute if you need it.");
        }
        else if (method is "PASSWORDEXTENSION" or "EXTENSION")
        {
            imported.Gap("Password Operation Methods", "a password extension is a library of the original; write 'password' with a statement or procedure instead.");
        }
    }

    private static JsonObject Call(string procedure, IReadOnlyList<string> parameters)
    {
        var call = new JsonObject { ["procedure"] = procedure };
        if (parameters.Count > 0)
            call["parameters"] = new JsonArray([.. parameters.Select(line => (JsonNode)line)]);
        return call;
    }
}
