using System.Globalization;

namespace Sutler.Service.Inbound.Resources;

/// <summary>What one client alone knows of an object, as the table holds it; all null where it has never written it.</summary>
internal sealed record StoredResource
{
    public const string Columns = "r.revision AS Revision, r.external_id AS ExternalId, r.modified_at AS ModifiedAt, r.modified_state AS ModifiedState, r.remainder AS Remainder";

    public string? ExternalId { get; init; }

    public string? ModifiedAt { get; init; }

    /// <summary><see cref="State"/> of the object right after the client last wrote it.</summary>
    public string? ModifiedState { get; init; }

    /// <summary>Grows with every write of this row.</summary>
    public long? Revision { get; init; }

    /// <summary>JSON object of SCIM's lists as the client sent them.</summary>
    public string? Remainder { get; init; }

    /// <summary>
    /// The object's state in the directory: its version and its memberships. Positions of the feed only grow, so of two sets of equal size
    /// the one with newer rows has the greater sum.
    /// </summary>
    public static string State(long version, IReadOnlyCollection<long> relations) => relations.Count == 0
        ? version.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{version}.{relations.Count}.{relations.Sum()}");

    /// <summary>The entity tag of an object in this state.</summary>
    public string Tag(string state) => string.Create(CultureInfo.InvariantCulture, $"W/\"{state}-{Revision ?? 0}\"");
}
