using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sutler.Host.View;
using Sutler.Scim.Schemas;

namespace Sutler.Host.Connections.Sections;

/// <summary><c>objectTypes:</c>, how the connector's object types appear in SCIM.</summary>
internal static partial class ObjectTypesSection
{
    public const string Key = "objectTypes";

    public static ConnectionConfig Read(JsonObject root, ConnectionConfig config, FaultList faults)
    {
        var types = new Dictionary<string, ObjectTypeConfig>(StringComparer.OrdinalIgnoreCase);
        foreach (var (type, node) in faults.Section(root, Key) ?? [])
        {
            if (node is JsonObject exposure)
                types[type] = Type(type, exposure, types.Values, faults);
            else
                faults.Add($"objectTypes.{type}", "must be a mapping with keys such as 'endpoint' and 'attributes'.");
        }

        return config with { ObjectTypes = types, Exposures = root[Key]?.ToJsonString() ?? "" };
    }

    private static ObjectTypeConfig Type(string type, JsonObject exposure, ICollection<ObjectTypeConfig> others, FaultList faults)
    {
        var path = $"objectTypes.{type}";
        faults.Unknown(exposure, path + ".", "resourceType", "endpoint", "attributes", "extension", "single", "inverse", "dn", "deprovisioning");
        var fallback = ObjectTypeConfig.Default(type);
        var config = new ObjectTypeConfig(exposure["resourceType"]?.ToString() ?? fallback.ResourceType, exposure["endpoint"]?.ToString() ?? fallback.Endpoint)
        {
            Attributes = [.. Texts(exposure, path + ".attributes", faults).Select(a => new AttributeMapping(a.Key, a.Value))],
            Extension = Extension(exposure["extension"], path, faults),
            Single = exposure["single"] is { } single ? Names(single, path + ".single", faults) : [],
            Inverse = [.. Texts(exposure, path + ".inverse", faults).Select(i => Inverse(i, path, faults)).OfType<InverseAttribute>()],
            Dn = Dn(exposure["dn"], path, faults),
            Disable = FlowSection.Read(exposure, "disable", path, faults),
            Delete = FlowSection.Read(exposure, "delete", path, faults),
        };
        CheckNames(config, path, others, faults);
        return config;
    }

    private static void CheckNames(ObjectTypeConfig config, string path, ICollection<ObjectTypeConfig> others, FaultList faults)
    {
        if (!ConnectionFile.IsName(config.ResourceType))
            faults.Add(path + ".resourceType", "must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -. Write for example User.");
        if (config.Endpoint.ToUpperInvariant() is "/SCHEMAS" or "/RESOURCETYPES" or "/SERVICEPROVIDERCONFIG" or "/BULK" or "/ME")
            faults.Add(path + ".endpoint", "is a path that SCIM itself uses. Write for example /Users.");
        if (!EndpointPattern().IsMatch(config.Endpoint))
            faults.Add(path + ".endpoint", "must be a slash and 1 to 64 of the characters A-Z, a-z, 0-9, _ and -. Write for example /Users.");
        if (others.Any(t => string.Equals(t.Endpoint, config.Endpoint, StringComparison.OrdinalIgnoreCase)))
            faults.Add(path + ".endpoint", "is already the endpoint of another object type. Give each type a path of its own.");
        if (others.Any(t => string.Equals(t.ResourceType, config.ResourceType, StringComparison.OrdinalIgnoreCase)))
            faults.Add(path + ".resourceType", "is already the resource type of another object type. Give each type a name of its own.");
    }

    private static Dictionary<string, string> Texts(JsonObject owner, string path, FaultList faults)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var key = path[(path.LastIndexOf('.') + 1)..];
        if (owner[key] is null)
            return texts;
        if (owner[key] is not JsonObject section)
        {
            faults.Add(path, "must be a mapping. Write lines such as 'userName: ContosoLogin' below it.");
            return texts;
        }

        foreach (var (name, node) in section)
        {
            if (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
                texts[name] = text;
            else
                faults.Add($"{path}.{name}", "must be the name of an attribute.");
        }

        return texts;
    }

    private static List<string> Names(JsonNode node, string path, FaultList faults)
    {
        if (node is JsonArray list && list.All(n => n is JsonValue value && value.TryGetValue<string>(out _)))
            return [.. list.Select(n => n!.GetValue<string>())];
        faults.Add(path, "must be a list of attribute names, such as [mail, title].");
        return [];
    }

    private static ExtensionContent Extension(JsonNode? node, string path, FaultList faults)
    {
        switch (node?.ToString())
        {
            case null or "all":
                return ExtensionContent.All;
            case "unmapped":
                return ExtensionContent.Unmapped;
            case "none":
                return ExtensionContent.None;
            default:
                if (node is JsonArray)
                    return ExtensionContent.Of(Names(node, path + ".extension", faults));
                faults.Add(path + ".extension", "must be 'all', 'unmapped', 'none' or a list of attribute names.");
                return ExtensionContent.All;
        }
    }

    private static InverseAttribute? Inverse(KeyValuePair<string, string> line, string path, FaultList faults)
    {
        var dot = line.Value.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && CoreSchemas.User.Attributes.FirstOrDefault(a => a.Name == line.Key && a.Name == "groups") is { } groups)
            return new InverseAttribute(groups, line.Value[..dot], line.Value[(dot + 1)..]);
        faults.Add($"{path}.inverse.{line.Key}", "must be 'groups' with the attribute that refers to this type. Write for example 'groups: Group.members'.");
        return null;
    }

    private static DnStyle Dn(JsonNode? node, string path, FaultList faults)
    {
        switch (node?.ToString())
        {
            case null or "hidden":
                return DnStyle.Hidden;
            case "autogenerated":
                return DnStyle.Autogenerated;
            case "anchor":
                return DnStyle.Anchor;
            default:
                faults.Add(path + ".dn", "must be 'autogenerated' (CN=<anchor>,OBJECT=<type>), 'anchor' (DN is Anchor) or 'hidden'.");
                return DnStyle.Hidden;
        }
    }

    [GeneratedRegex(@"^/[A-Za-z0-9_\-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndpointPattern();
}
