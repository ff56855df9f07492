using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>The statements and procedures by which the settings have objects written.</summary>
internal sealed class SqlCommands
{
    public IReadOnlyList<SqlTemplate> Add { get; init; } = [];

    public IReadOnlyList<SqlTemplate> Update { get; init; } = [];

    public IReadOnlyList<SqlTemplate> Delete { get; init; } = [];

    public IReadOnlyList<SqlTemplate> SetPassword { get; init; } = [];

    public IReadOnlyList<SqlTemplate> ChangePassword { get; init; } = [];

    /// <summary>Ordinal of the attribute that holds a new password; -1 for none.</summary>
    public int Password { get; init; } = -1;

    /// <summary>Ordinal of the attribute that holds the old password; -1 for none.</summary>
    public int OldPassword { get; init; } = -1;

    public bool Replaces { get; init; }

    /// <summary>Objects are written by these, not by statements of our own.</summary>
    public bool WritesObjects => Add.Count + Update.Count + Delete.Count > 0;

    public IReadOnlyList<SqlTemplate> Of(ChangeKind kind) => kind switch
    {
        ChangeKind.Add => Add,
        ChangeKind.Update => Update,
        _ => Delete,
    };
}
