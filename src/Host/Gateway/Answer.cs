using System.Buffers;
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
            Version = type.Version(entry),
        };

    /// <summary>The resource as a client sees it, to be changed.</summary>
    public static JsonObject Json(ExposedType type, string baseUrl, CacheEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(entry.Content.Length + 1024);
        ResourceWriter.Write(buffer, type, baseUrl, entry);
        return (JsonObject)JsonNode.Parse(buffer.WrittenSpan)!;
    }
}
