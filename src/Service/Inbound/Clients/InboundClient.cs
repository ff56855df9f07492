using System.Text.Json;

namespace Sutler.Service.Inbound.Clients;

/// <summary>
/// A program that writes into the directory over SCIM, with what it may say there. Several clients may split a person between them: one
/// creates, another only sets the department (S/IN-9, S/IN-14).
/// </summary>
internal sealed record InboundClient
{
    public const string Columns = """
        id AS Id, name AS Name, token_hash AS TokenHash, attributes AS AttributeList, may_create AS Creates, may_delete AS Deletes,
        disabled AS Disabled, created_at AS CreatedAt, last_used_at AS LastUsedAt
        """;

    private readonly Lazy<HashSet<string>?> _attributes;

    public InboundClient() => _attributes = new Lazy<HashSet<string>?>(
        () => AttributeList is null ? null : new HashSet<string>(JsonSerializer.Deserialize<string[]>(AttributeList)!, StringComparer.OrdinalIgnoreCase));

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string TokenHash { get; init; }

    /// <summary>JSON array of the attributes that the client may write; null for all.</summary>
    public string? AttributeList { get; init; }

    public long Creates { get; init; } = 1;

    public long Deletes { get; init; } = 1;

    public long Disabled { get; init; }

    public required string CreatedAt { get; init; }

    public string? LastUsedAt { get; init; }

    public IReadOnlyCollection<string>? Attributes => _attributes.Value;

    /// <summary>Whether the client may write an attribute, by its name in the directory, or in SCIM where the directory has none.</summary>
    public bool May(string attribute) => _attributes.Value is not { } names || names.Contains(attribute);
}
