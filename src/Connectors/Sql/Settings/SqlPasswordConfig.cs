namespace Sutler.Connectors.Sql.Settings;

/// <summary>An attribute that holds a new password and is written by a call of its own, after the object (H/SQL-70, H/SQL-72).</summary>
internal sealed record SqlPasswordConfig
{
    public const string DefaultAttribute = "export_password";

    public string Attribute { get; init; } = DefaultAttribute;

    /// <summary>Attribute that holds the old password; with it the password is changed, not set.</summary>
    public string? OldAttribute { get; init; }

    public IReadOnlyList<SqlCommandConfig> Set { get; init; } = [];

    public IReadOnlyList<SqlCommandConfig> Change { get; init; } = [];
}
