using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

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
            var path = $"objectTypes.{type}";
            if (node is not JsonObject exposure)
            {
                faults.Add(path, "must be a mapping with 'resourceType' and 'endpoint'.");
                continue;
            }

            types[type] = Type(type, exposure, types.Values, faults);
        }

        return config with { ObjectTypes = types };
    }

    private static ObjectTypeConfig Type(string type, JsonObject exposure, ICollection<ObjectTypeConfig> others, FaultList faults)
    {
        var path = $"objectTypes.{type}";
        faults.Unknown(exposure, path + ".", "resourceType", "endpoint");
        var fallback = ObjectTypeConfig.Default(type);
        var config = new ObjectTypeConfig(exposure["resourceType"]?.ToString() ?? fallback.ResourceType, exposure["endpoint"]?.ToString() ?? fallback.Endpoint);
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
        return config;
    }

    [GeneratedRegex(@"^/[A-Za-z0-9_\-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndpointPattern();
}
