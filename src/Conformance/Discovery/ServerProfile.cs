using System.Text.Json.Nodes;
using Sutler.Conformance.Cases;
using Sutler.Conformance.Expectations;

namespace Sutler.Conformance.Discovery;

/// <summary>What a server says of itself in its three discovery documents; immutable.</summary>
internal sealed class ServerProfile
{
    // Common attributes belong to every resource and need not stand in a schema (RFC 7643 §3.1).
    private static readonly string[] Common = ["id", "externalId", "schemas", "meta"];

    private readonly Dictionary<string, JsonObject> _schemas;

    public ServerProfile(JsonObject? config, IEnumerable<JsonObject> resourceTypes, IEnumerable<JsonObject> schemas)
    {
        Config = config;
        ResourceTypes = [.. resourceTypes];
        _schemas = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var schema in schemas)
            _schemas[JsonPath.Find(schema, "id")?.ToString() ?? ""] = schema;
    }

    public JsonObject? Config { get; }

    public IReadOnlyList<JsonObject> ResourceTypes { get; }

    public IReadOnlyCollection<JsonObject> Schemas => _schemas.Values;

    /// <summary>Why a need is not met; null when it is.</summary>
    public string? Lack(Need need)
    {
        var lack = need.IsFeature ? LackOfFeature(need.Subject) : LackOfAttribute(need);
        if (!need.Negated)
            return lack;
        return lack is null ? $"the server offers {need.Text.TrimStart('!')}" : null;
    }

    /// <summary>The attributes that a resource of a type cannot be made without, other than common ones.</summary>
    public IEnumerable<JsonObject> RequiredAttributes(string type) =>
        Attributes(SchemaOf(type)).Where(attribute => Says(attribute, "required", "true") && !Says(attribute, "mutability", "readOnly"));

    public static IEnumerable<JsonObject> Attributes(JsonObject? parent) =>
        parent is null ? [] : (JsonPath.Find(parent, "attributes") ?? JsonPath.Find(parent, "subAttributes")) is JsonArray list ? list.OfType<JsonObject>() : [];

    public static bool Says(JsonObject attribute, string characteristic, string value) =>
        JsonPath.Find(attribute, characteristic) is JsonArray list
            ? list.Any(element => string.Equals(element?.ToString(), value, StringComparison.OrdinalIgnoreCase))
            : string.Equals(JsonPath.Find(attribute, characteristic)?.ToString(), value, StringComparison.OrdinalIgnoreCase);

    private string? LackOfFeature(string name)
    {
        if (Config is null)
            return "the server has no readable /ServiceProviderConfig";
        var supported = name is "cursor" ? JsonPath.Find(Config, "pagination.cursor") : JsonPath.Find(Config, $"{name}.supported");
        return string.Equals(supported?.ToString(), "true", StringComparison.OrdinalIgnoreCase) ? null : $"/ServiceProviderConfig does not offer {name}";
    }

    private string? LackOfAttribute(Need need)
    {
        var type = need.Subject == "enterprise" ? "User" : need.Subject;
        if (!ResourceTypes.Any(candidate => NameOf(candidate) == type))
            return $"/ResourceTypes has no {type}";
        var schema = need.Subject == "enterprise" ? Extension() : SchemaOf(type);
        if (schema is null)
            return need.Subject == "enterprise" ? "the enterprise extension is not offered for User" : $"/Schemas has no schema of {type}";
        var place = schema;
        foreach (var name in need.Attribute)
        {
            place = Attributes(place).FirstOrDefault(attribute => Says(attribute, "name", name));
            if (place is null)
                return need.Subject != "enterprise" && Common.Contains(need.Attribute[0], StringComparer.Ordinal) ? null : $"/Schemas has no {need.Text.Split(' ')[0].TrimStart('!')}";
        }

        var unmet = need.Characteristics.FirstOrDefault(wanted => !wanted.Value.Any(value => Says(place, wanted.Key, value)));
        return unmet.Key is null ? null : $"/Schemas does not say {unmet.Key} {string.Join(" or ", unmet.Value)} of {need.Text.Split(' ')[0]}";
    }

    private static string? NameOf(JsonObject type) => JsonPath.Find(type, "name")?.ToString();

    private JsonObject? SchemaOf(string type) => _schemas.GetValueOrDefault(type == "User" ? Urn.User : Urn.Group);

    private JsonObject? Extension()
    {
        var extensions = ResourceTypes.FirstOrDefault(type => NameOf(type) == "User") is { } user ? JsonPath.Find(user, "schemaExtensions") as JsonArray : null;
        var named = extensions?.Any(one => string.Equals(JsonPath.Find(one, "schema")?.ToString(), Urn.Enterprise, StringComparison.OrdinalIgnoreCase));
        return named == true ? _schemas.GetValueOrDefault(Urn.Enterprise) : null;
    }
}
