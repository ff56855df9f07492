using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Binds the statements and procedures of one object type to its attributes.</summary>
internal sealed class SqlCommandBinder(SqlObjectTypeConfig typeConfig, SqlSourceBinder sources, SqlAttribute[] attributes)
{
    public SqlCommands Bind() => new()
    {
        Add = Bind(typeConfig.Export?.Add, "export.insert"),
        Update = Bind(typeConfig.Export?.Update, "export.update"),
        Delete = Bind(typeConfig.Export?.Delete, "export.delete"),
        SetPassword = Bind(typeConfig.Password?.Set, "password.set"),
        ChangePassword = Bind(typeConfig.Password?.Change, "password.change"),
        Password = Ordinal(typeConfig.Password?.Attribute),
        OldPassword = Ordinal(typeConfig.Password?.OldAttribute),
        Replaces = typeConfig.Export?.ObjectReplace is true,
    };

    private int Ordinal(string? name) => name is null ? -1 : Array.FindIndex(attributes, attribute => Is(attribute, name));

    private SqlTemplate[] Bind(IReadOnlyList<SqlCommandConfig>? commands, string key)
    {
        try
        {
            return [.. (commands ?? []).Select(command => sources.Template(command, typeConfig.NamedParameters, Known, returnsRows: false))];
        }
        catch (ConnectorException e)
        {
            throw new ConnectorException(e.Error with { Message = $"Object type '{typeConfig.Name}': {key}: {e.Message}" }, e);
        }
    }

    // By attribute or by column, whole: a name that is part of another is another name.
    private string? Known(string name) =>
        (Array.Find(attributes, attribute => Is(attribute, name)) ?? Array.Find(attributes, attribute => string.Equals(attribute.Column.Name, name, StringComparison.OrdinalIgnoreCase)))?.Name;

    private static bool Is(SqlAttribute attribute, string name) => string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase);
}
