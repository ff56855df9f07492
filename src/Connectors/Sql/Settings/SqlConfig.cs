namespace Sutler.Connectors.Sql.Settings;

/// <summary>The settings of one connection, checked for form; whether the database holds what they name shows when the schema is read.</summary>
internal sealed record SqlConfig
{
    public const int DefaultCommandTimeout = 30;

    public required ISqlDialect Dialect { get; init; }

    public string? ConnectionString { get; init; }

    public string? DataSource { get; init; }

    /// <summary>Account that overrides the one of the connection string, DSN or DSN file (H/SQL-11).</summary>
    public string? User { get; init; }

    /// <summary>File of an ADO.NET provider to load.</summary>
    public string? Assembly { get; init; }

    /// <summary>The provider's factory type in that file.</summary>
    public string? Factory { get; init; }

    /// <summary>The database product, where a provider that was loaded does not tell it.</summary>
    public string? Product { get; init; }

    /// <summary>A secret reference, never the password itself.</summary>
    public string? Password { get; init; }

    /// <summary>Seconds that a command, or a wait for a lock, may take (H/SQL-15).</summary>
    public int CommandTimeout { get; init; } = DefaultCommandTimeout;

    /// <summary>Object types of the same connection that stand in other databases: references may point to them.</summary>
    public IReadOnlyList<string> OtherTypes { get; init; } = [];

    public IReadOnlyList<SqlObjectTypeConfig> ObjectTypes { get; init; } = [];
}
