using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sutler.Connectors.Sdk;
using Sutler.Host.Cache;
using Sutler.Host.Connections;
using Sutler.Host.View;
using Sutler.Scim;

namespace Sutler.Host.Gateway;

/// <summary>Writes the attributes that show who refers to an object, from the index of what the others refer to.</summary>
internal sealed class InverseWriter
{
    private const int MarkLength = 6;

    private readonly ObjectCache _cache;
    private readonly ExposedType _type;
    private readonly List<Link> _links = [];

    /// <summary>Makes the writer of a type.</summary>
    /// <exception cref="ConnectorException">The file names a type or attribute that is not there.</exception>
    public InverseWriter(ObjectCache cache, ExposedType type, IReadOnlyDictionary<string, ExposedType> types)
    {
        _cache = cache;
        _type = type;
        foreach (var inverse in type.Config.Inverse)
        {
            if (!types.TryGetValue(inverse.FromType, out var from) || EqualityTerm.PlaceOf(from, Path(inverse)) is not { } place)
                throw new ConnectorException(new ConnectorError(ConnectorErrorKind.Invalid, Fault(inverse)));
            _links.Add(new Link(JsonEncodedText.Encode(inverse.Definition.Name), from, place with { Path = place.Path.With("type") }));
        }
    }

    public void Write(IBufferWriter<byte> body, string baseUrl, CacheEntry entry)
    {
        foreach (var link in _links)
        {
            var from = _cache.Set(link.From).Find(link.Place, $"{entry.Id}\n{_type.ResourceType}");
            if (from.Count == 0)
                continue;
            body.Write(",\""u8);
            body.Write(link.Name.EncodedUtf8Bytes);
            body.Write("\":"u8);
            Write(body, link, baseUrl, from);
        }
    }

    /// <summary>
    /// What the version of a resource has to say beside that of its own object: a hash of those who refer to it, so that a copy of a user from before
    /// it joined a group is not taken for current (RFC 7644 §3.14). Null when nobody does.
    /// </summary>
    public string? Mark(CacheEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var any = false;
        foreach (var link in _links)
        {
            foreach (var from in _cache.Set(link.From).Find(link.Place, $"{entry.Id}\n{_type.ResourceType}").OrderBy(e => e.Id, StringComparer.Ordinal))
            {
                any = true;
                hash.AppendData(Encoding.UTF8.GetBytes($"{from.Id}\n{ContentReader.Text(from.Content, Display)}\n"));
            }
        }

        return any ? Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, MarkLength)) : null;
    }

    private static void Write(IBufferWriter<byte> body, Link link, string baseUrl, IReadOnlyCollection<CacheEntry> from)
    {
        using var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = ValueWriter.Encoder, SkipValidation = true });
        writer.WriteStartArray();
        foreach (var entry in from.OrderBy(e => e.Id, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("value"u8, entry.Id);
            writer.WriteString("$ref"u8, ResourceWriter.Location(link.From, baseUrl, entry.Id));
            if (ContentReader.Text(entry.Content, Display) is { } display)
                writer.WriteString("display"u8, display);
            writer.WriteString("type"u8, "direct"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static readonly ContentPath Display = new(null, "displayName", null);

    private static AttributePath Path(InverseAttribute inverse) => AttributePath.Parse(inverse.FromPath);

    private string Fault(InverseAttribute inverse) =>
        $"objectTypes.{_type.Name}.inverse.{inverse.Definition.Name}: '{inverse.FromType}.{inverse.FromPath}' is not an attribute that refers to objects. Write for example Group.members.";

    private sealed record Link(JsonEncodedText Name, ExposedType From, IndexedPlace Place);
}
