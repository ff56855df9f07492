using Sutler.Connectors.Sdk;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>A mapping of the connection file, taken apart.</summary>
/// <param name="Mapping">As written.</param>
/// <param name="Source">The connector's attribute.</param>
/// <param name="Urn">URN of the extension; null for the resource itself.</param>
/// <param name="Name">Name of the SCIM attribute.</param>
internal sealed record MappedPlace(AttributeMapping Mapping, AttributeSchema Source, string? Urn, string Name)
{
    /// <summary>The RFC's definition of the attribute; null in a schema of one's own.</summary>
    public SchemaAttribute? Known { get; init; }

    /// <summary>Name of the sub-attribute; null for the whole.</summary>
    public string? Part { get; init; }

    /// <summary>What one value of a list is known by; null where no filter stands.</summary>
    public IReadOnlyList<(string Name, object Value)>? Slot { get; init; }

    /// <summary>Equal for places in the same value of a list.</summary>
    public string SlotKey => Slot is null ? "" : string.Join('\n', Slot.Select(t => $"{t.Name}={t.Value}").Order(StringComparer.OrdinalIgnoreCase)).ToUpperInvariant();
}
