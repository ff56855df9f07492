using System.Text.Json;
using Sutler.Scim.Errors;
using Sutler.Scim.Schemas;

namespace Sutler.Scim.Server.Discovery;

/// <summary>Answers <c>/ServiceProviderConfig</c> (RFC 7643 §5, and RFC 9865 §4 for <c>pagination</c>).</summary>
internal static class ServiceProviderConfigDocument
{
    private const string Urn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

    public static ScimAnswer Answer(ServiceProviderConfig config, ScimRoute route) =>
        string.IsNullOrEmpty(route.Id)
            ? DiscoveryDocuments.One(writer => Write(writer, config, route.BaseUrl))
            : throw new ScimException(404, null, "There is one service provider configuration, and it has no id.");

    private static void Write(Utf8JsonWriter writer, ServiceProviderConfig config, string baseUrl)
    {
        writer.WriteStartObject();
        DiscoveryDocuments.WriteSchemas(writer, Urn);
        WriteSupported(writer, "patch", config.Patch);
        writer.WriteStartObject("bulk"u8);
        writer.WriteBoolean("supported"u8, config.BulkMaxOperations > 0);
        writer.WriteNumber("maxOperations"u8, config.BulkMaxOperations);
        writer.WriteNumber("maxPayloadSize"u8, config.BulkMaxPayloadSize);
        writer.WriteEndObject();
        writer.WriteStartObject("filter"u8);
        writer.WriteBoolean("supported"u8, config.Filter);
        writer.WriteNumber("maxResults"u8, config.MaxResults);
        writer.WriteEndObject();
        WriteSupported(writer, "changePassword", config.ChangePassword);
        WriteSupported(writer, "sort", config.Sort);
        WriteSupported(writer, "etag", config.ETag);
        WritePagination(writer, config);
        WriteAuthentication(writer);
        DiscoveryDocuments.WriteMeta(writer, "ServiceProviderConfig", $"{baseUrl}/ServiceProviderConfig");
        writer.WriteEndObject();
    }

    private static void WriteSupported(Utf8JsonWriter writer, string feature, bool supported)
    {
        writer.WriteStartObject(feature);
        writer.WriteBoolean("supported"u8, supported);
        writer.WriteEndObject();
    }

    private static void WritePagination(Utf8JsonWriter writer, ServiceProviderConfig config)
    {
        writer.WriteStartObject("pagination"u8);
        writer.WriteBoolean("cursor"u8, config.Cursor);
        writer.WriteBoolean("index"u8, true);
        writer.WriteString("defaultPaginationMethod"u8, "index"u8);
        writer.WriteNumber("defaultPageSize"u8, config.MaxResults);
        writer.WriteNumber("maxPageSize"u8, config.MaxResults);
        writer.WriteEndObject();
    }

    private static void WriteAuthentication(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("authenticationSchemes"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "oauthbearertoken"u8);
        writer.WriteString("name"u8, "OAuth Bearer Token"u8);
        writer.WriteString("description"u8, "Authorization header with a bearer token."u8);
        writer.WriteString("specUri"u8, "https://www.rfc-editor.org/info/rfc6750"u8);
        writer.WriteBoolean("primary"u8, true);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
