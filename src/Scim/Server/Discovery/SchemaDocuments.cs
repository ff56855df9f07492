using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Discovery;

/// <summary>Answers <c>/Schemas</c> (RFC 7643 §7): no member that the RFC does not name, and none that is null.</summary>
internal static class SchemaDocuments
{
    private const string Urn = "urn:ietf:params:scim:schemas:core:2.0:Schema";

    public static ScimAnswer Answer(IReadOnlyList<SchemaDefinition> schemas, ScimRoute route)
    {
        if (string.IsNullOrEmpty(route.Id))
            return DiscoveryDocuments.All(schemas, (writer, schema) => Write(writer, schema, route.BaseUrl));
        foreach (var schema in schemas)
        {
            if (schema.Id.Equals(route.Id, StringComparison.OrdinalIgnoreCase))
                return DiscoveryDocuments.One(writer => Write(writer, schema, route.BaseUrl));
        }
        throw new ScimException(404, null, "There is no schema of this URN. /Schemas lists them.");
    }

    private static void Write(Utf8JsonWriter writer, SchemaDefinition schema, string baseUrl)
    {
        writer.WriteStartObject();
        DiscoveryDocuments.WriteSchemas(writer, Urn);
        writer.WriteString("id"u8, schema.Id);
        writer.WriteString("name"u8, schema.Name);
        writer.WriteString("description"u8, schema.Description);
        WriteAttributes(writer, "attributes", schema.Attributes);
        DiscoveryDocuments.WriteMeta(writer, "Schema", $"{baseUrl}/Schemas/{schema.Id}");
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, string member, IReadOnlyList<SchemaAttribute> attributes)
    {
        writer.WriteStartArray(member);
        foreach (var attribute in attributes)
            WriteAttribute(writer, attribute);
        writer.WriteEndArray();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, SchemaAttribute attribute)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, attribute.Name);
        writer.WriteString("type"u8, CamelCase(attribute.Type));
        if (attribute.Type == SchemaAttributeType.Complex)
            WriteAttributes(writer, "subAttributes", attribute.SubAttributes);
        writer.WriteBoolean("multiValued"u8, attribute.MultiValued);
        writer.WriteString("description"u8, attribute.Description);
        writer.WriteBoolean("required"u8, attribute.Required);
        WriteNames(writer, "canonicalValues", attribute.CanonicalValues);
        writer.WriteBoolean("caseExact"u8, attribute.CaseExact);
        writer.WriteString("mutability"u8, CamelCase(attribute.Mutability));
        writer.WriteString("returned"u8, CamelCase(attribute.Returned));
        writer.WriteString("uniqueness"u8, CamelCase(attribute.Uniqueness));
        WriteNames(writer, "referenceTypes", attribute.ReferenceTypes);
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, string member, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return;
        writer.WriteStartArray(member);
        foreach (var name in names)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private static string CamelCase<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
