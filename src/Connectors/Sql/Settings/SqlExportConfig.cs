namespace Sutler.Connectors.Sql.Settings;

/// <summary>How objects are written, where it is not by statements of our own.</summary>
internal sealed record SqlExportConfig
{
    /// <summary>Statements or procedures, made one after the other; empty when there is no such export.</summary>
    public IReadOnlyList<SqlCommandConfig> Add { get; init; } = [];

    public IReadOnlyList<SqlCommandConfig> Update { get; init; } = [];

    public IReadOnlyList<SqlCommandConfig> Delete { get; init; } = [];

    /// <summary>An update writes every attribute, not only those that change (H/SQL-14).</summary>
    public bool ObjectReplace { get; init; }

    public bool HasCommands => Add.Count + Update.Count + Delete.Count > 0;
}
