using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sutler.Scim.Server;

namespace Sutler.Service.Inbound.Resources;

/// <summary>An object of the directory as a client sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Resource">The SCIM resource.</param>
/// <param name="Tag">Its version.</param>
internal sealed record ShownResource(string Id, JsonObject Resource, string Tag)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(IBufferWriter<byte> body)
    {
        using var writer = new Utf8JsonWriter(body, Relaxed);
        Resource.WriteTo(writer);
    }

    public ScimAnswer Answer(int status) => new(status)
    {
        WriteBody = Write,
        Location = Resource["meta"]?["location"]?.GetValue<string>(),
        Version = Tag,
    };

    /// <summary>What every resource has (RFC 7643 §3.1).</summary>
    public static JsonObject Meta(string type, string location, (DateTimeOffset? Created, string? Modified, string Tag) told)
    {
        var meta = new JsonObject { ["resourceType"] = type };
        if (told.Created is { } created)
            meta["created"] = Escrow.EscrowStore.Text(created);
        if (told.Modified is not null)
            meta["lastModified"] = told.Modified;
        meta["location"] = location;
        meta["version"] = told.Tag;
        return meta;
    }
}
