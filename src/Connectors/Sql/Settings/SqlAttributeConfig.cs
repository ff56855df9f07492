using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Settings;

/// <summary>What an attribute says differently from its column; null leaves what was discovered.</summary>
internal sealed record SqlAttributeConfig
{
    public required string Name { get; init; }

    public string? Column { get; init; }

    public AttributeType? Type { get; init; }

    public string? References { get; init; }

    public bool? ReadOnly { get; init; }

    public bool? Required { get; init; }

    public bool? CaseExact { get; init; }

    /// <summary>.NET format of a dateTime kept as text (H/SQL-40).</summary>
    public string? Format { get; init; }
}
