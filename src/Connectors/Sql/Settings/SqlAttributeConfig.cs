using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>What an attribute, or a part of one, says differently from its column; null leaves what was discovered.</summary>
internal sealed record SqlAttributeConfig
{
    public required string Name { get; init; }

    public string? Column { get; init; }

    public AttributeType? Type { get; init; }

    /// <summary>Object type that a reference points to; <c>*</c> for the one that <see cref="TypeColumn"/> names.</summary>
    public string? References { get; init; }

    /// <summary>Column that holds the object type of a reference to any type (H/SQL-34).</summary>
    public string? TypeColumn { get; init; }

    public bool? ReadOnly { get; init; }

    public bool? Required { get; init; }

    public bool? CaseExact { get; init; }

    public bool? Unique { get; init; }

    /// <summary>Written and never read.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>Stored as a salted hash instead of the text itself.</summary>
    public SqlHashConfig? Hash { get; init; }

    /// <summary>.NET format of a dateTime kept as text or number (H/SQL-40).</summary>
    public string? Format { get; init; }

    /// <summary>Zone of a dateTime that says none itself (H/SQL-40, H/SQL-43).</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    public string ColumnName => Column ?? Name;
}
