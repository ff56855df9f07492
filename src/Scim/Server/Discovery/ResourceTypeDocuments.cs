using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Discovery;

/// <summary>Answers <c>/ResourceTypes</c> (RFC 7643 §6).</summary>
internal static class ResourceTypeDocuments
{
    private const string Urn = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

    public static ScimAnswer Answer(IReadOnlyList<ResourceType> types, ScimRoute route)
    {
        if (string.IsNullOrEmpty(route.Id))
            return DiscoveryDocuments.All(types, (writer, type) => Write(writer, type, route.BaseUrl));
        foreach (var type in types)
        {
            if (type.Name.Equals(route.Id, StringComparison.OrdinalIgnoreCase))
                return DiscoveryDocuments.One(writer => Write(writer, type, route.BaseUrl));
        }
        throw new ScimException(404, null, "There is no resource type of this name. /ResourceTypes lists them.");
    }

    private static void Write(Utf8JsonWriter writer, ResourceType type, string baseUrl)
    {
        writer.WriteStartObject();
        DiscoveryDocuments.WriteSchemas(writer, Urn);
        writer.WriteString("id"u8, type.Name);
        writer.WriteString("name"u8, type.Name);
        writer.WriteString("endpoint"u8, type.Endpoint);
        writer.WriteString("description"u8, type.Description);
        writer.WriteString("schema"u8, type.Schema);
        if (type.Extensions.Count > 0)
            WriteExtensions(writer, type.Extensions);
        DiscoveryDocuments.WriteMeta(writer, "ResourceType", $"{baseUrl}/ResourceTypes/{Uri.EscapeDataString(type.Name)}");
        writer.WriteEndObject();
    }

    private static void WriteExtensions(Utf8JsonWriter writer, IReadOnlyList<SchemaExtension> extensions)
    {
        writer.WriteStartArray("schemaExtensions"u8);
        foreach (var extension in extensions)
        {
            writer.WriteStartObject();
            writer.WriteString("schema"u8, extension.Schema);
            writer.WriteBoolean("required"u8, extension.Required);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
