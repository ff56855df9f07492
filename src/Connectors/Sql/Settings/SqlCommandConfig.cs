namespace Sutler.Connectors.Sql.Settings;

/// <summary>A statement with <c>@NAME</c> placeholders, or a stored procedure with its parameters (H/SQL-55, H/SQL-56).</summary>
internal sealed record SqlCommandConfig
{
    public string? Text { get; init; }

    public string? Procedure { get; init; }

    public IReadOnlyList<SqlParameterConfig> Parameters { get; init; } = [];
}
