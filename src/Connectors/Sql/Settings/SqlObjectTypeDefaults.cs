namespace Sutler.Connectors.Sql.Settings;

/// <summary>What the connection says for all its object types.</summary>
internal sealed record SqlObjectTypeDefaults
{
    public TimeZoneInfo? TimeZone { get; init; }

    public string? Format { get; init; }

    public SqlDeltaConfig? Delta { get; init; }

    public bool NamedParameters { get; init; }
}
