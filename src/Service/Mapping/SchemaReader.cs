using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Service.Api;
using Sutler.Service.Directory;
using Sutler.Service.Scoping;

namespace Sutler.Service.Mapping;

/// <summary>Reads a <c>synchronizationSchema</c> (S/SCHEMA-1) into what a job works with; refuses what it cannot do and says where.</summary>
internal static class SchemaReader
{
    private const int MostMappings = 500;

    public static JobSchema Read(string document)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(document);
        }
        catch (JsonException e)
        {
            throw Refuse("document", $"is no JSON ({e.Message})");
        }

        var rule = root?["synchronizationRules"]?.AsArray().OrderBy(rule => rule?["priority"]?.GetValue<int>() ?? int.MaxValue).FirstOrDefault()
            ?? throw Refuse("synchronizationRules", "holds no rule");
        var mapping = rule["objectMappings"]?.AsArray().FirstOrDefault(item => Text(item, "sourceObjectName") is "User" && item!["enabled"]?.GetValue<bool>() is not false)
            ?? throw Refuse("objectMappings", "holds no enabled mapping with sourceObjectName User");
        var attributes = TargetAttributes(root!, Text(rule, "targetDirectoryName"), Text(mapping, "targetObjectName") ?? "User");
        var rows = mapping["attributeMappings"] as JsonArray ?? throw Refuse("attributeMappings", "is missing");
        if (rows.Count > MostMappings)
            throw Refuse("attributeMappings", $"has more than {MostMappings} rows");

        var mappings = rows.Select(row => ReadRow(row as JsonObject ?? throw Refuse("attributeMappings", "holds something that is no object"), attributes)).OfType<AttributeMapping>().ToList();
        if (!mappings.Exists(row => row.MatchingPriority > 0))
            throw Refuse("attributeMappings", "has no row with a matchingPriority above 0, so existing objects could not be found");
        return new JobSchema(mappings, ScopeReader.Read(mapping["scope"]), Actions(Text(mapping, "flowTypes")));
    }

    private static AttributeMapping? ReadRow(JsonObject row, Dictionary<string, JsonObject> attributes)
    {
        var name = Text(row, "targetAttributeName") ?? throw Refuse("attributeMappings", "has a row without targetAttributeName");
        var attribute = attributes.GetValueOrDefault(name);
        var mutability = Text(attribute, "mutability") ?? "ReadWrite";
        if (Is(mutability, "ReadOnly"))
            throw Refuse(name, "is read-only at the target and cannot be written");

        var source = row["source"] as JsonObject;
        return new AttributeMapping
        {
            TargetName = name,
            Target = Path(name),
            Source = ReadSource(name, source, Text(row, "defaultValue")),
            MatchingPriority = row["matchingPriority"]?.GetValue<int>() ?? 0,
            FlowType = Text(row, "flowType") is { } flow && Is(flow, "ObjectAddOnly") ? FlowType.ObjectAddOnly : FlowType.Always,
            DefaultValue = Text(row, "defaultValue") is { Length: > 0 } value ? value : null,
            Type = Enum.TryParse<TargetType>(Text(attribute, "type") ?? "String", ignoreCase: true, out var type) ? type : throw Refuse(name, "has an unknown type"),
            Immutable = Is(mutability, "Immutable"),
            CaseExact = attribute?["caseExact"]?.GetValue<bool>() ?? true,
        };
    }

    private static IMappingSource ReadSource(string target, JsonObject? source, string? defaultValue)
    {
        if (source is null)
            return new ConstantSource(defaultValue ?? throw Refuse(target, "has neither a source nor a default value"));

        var type = Text(source, "type") ?? "Attribute";
        if (Is(type, "Attribute"))
            return new AttributeSource(CheckAttribute(target, Text(source, "name") ?? throw Refuse(target, "has a source without a name")));
        if (Is(type, "Constant"))
            return new ConstantSource((Text(source, "name") ?? Text(source, "expression") ?? "").Trim('"'));
        if (Is(type, "Function"))
            return ExpressionSource.Parse(target, Text(source, "expression") ?? throw Refuse(target, "has a function without its expression"));
        throw Refuse(target, $"has a source of the unknown type {type}");
    }

    /// <summary>Accepts the name of any attribute that a source object can have.</summary>
    public static string CheckAttribute(string target, string name)
    {
        var known = UserAttribute.Canonical.ContainsKey(name) || name.StartsWith(UserAttribute.ExtensionPrefix, StringComparison.OrdinalIgnoreCase)
            || Is(name, UserAttribute.ObjectId) || Is(name, UserAttribute.IsSoftDeleted) || Is(name, UserAttribute.Manager) || Is(name, UserAttribute.ManagerEmployeeId);
        return known ? name : throw Refuse(target, $"is mapped from '{name}', which is no attribute of a user");
    }

    public static ApiException Refuse(string place, string rule) =>
        ApiException.BadRequest($"Schema: {place} {rule}. Correct it and send the schema again; the one in use is unchanged.");

    private static Dictionary<string, JsonObject> TargetAttributes(JsonNode root, string? directory, string objectName)
    {
        var directories = root["directories"] as JsonArray ?? [];
        var objects = directories.FirstOrDefault(item => directory is null || Text(item, "name") == directory)?["objects"] as JsonArray ?? [];
        var attributes = objects.FirstOrDefault(item => Text(item, "name") == objectName)?["attributes"] as JsonArray ?? [];
        var byName = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in attributes.OfType<JsonObject>())
            byName[Text(attribute, "name") ?? ""] = attribute;
        return byName;
    }

    private static PatchPath Path(string name)
    {
        try
        {
            return PatchPathParser.Parse(name);
        }
        catch (ScimException e)
        {
            throw Refuse(name, $"is no attribute path ({e.Message})");
        }
    }

    private static FlowActions Actions(string? flowTypes)
    {
        if (string.IsNullOrWhiteSpace(flowTypes))
            return FlowActions.All;
        var flags = flowTypes.Split(',', StringSplitOptions.TrimEntries);
        return new FlowActions(Has("Add"), Has("Update"), Has("Delete"));

        bool Has(string flag) => flags.Contains(flag, StringComparer.OrdinalIgnoreCase);
    }

    private static bool Is(string text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonNode? node, string property) =>
        (node as JsonObject)?[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
