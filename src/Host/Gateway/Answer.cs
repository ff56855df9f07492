using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Scim.Server;

namespace Sutler.Host.Gateway;

/// <summary>Makes the answers that carry one resource.</summary>
internal static class Answer
{
    public static ScimAnswer Resource(int status, ExposedType type, string baseUrl, CacheEntry entry) =>
        new(status)
        {
            WriteBody = body => ResourceWriter.Write(body, type, baseUrl, entry),
            Location = ResourceWriter.Location(type, baseUrl, entry.Id),
            Version = entry.ETag,
        };

    /// <summary>Writes the part of the resource that the client asked for.</summary>
    public static void Write(IBufferWriter<byte> body, ExposedType type, ReadRequest request, CacheEntry entry)
    {
        if (request.Attributes is [] && request.ExcludedAttributes is [])
        {
            ResourceWriter.Write(body, type, request.BaseUrl, entry);
            return;
        }

        var resource = Projection.Apply(Json(type, request.BaseUrl, entry), type, request);
        using var writer = new Utf8JsonWriter(body);
        resource.WriteTo(writer);
    }

    public static JsonObject Json(ExposedType type, string baseUrl, CacheEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(entry.Content.Length + 1024);
        ResourceWriter.Write(buffer, type, baseUrl, entry);
        return (JsonObject)JsonNode.Parse(buffer.WrittenSpan)!;
    }
}
