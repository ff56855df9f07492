using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>What the settings say, bound to what the database declares. Immutable, but for the statements that its types keep.</summary>
internal sealed class SqlModel(IReadOnlyList<SqlObjectType> types, IReadOnlyList<string> otherTypes)
{
    private readonly Dictionary<string, SqlObjectType> _types = types.ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);

    public ConnectorSchema Schema { get; } = new([.. types.Select(type => type.Schema)]);

    public IReadOnlyList<SqlObjectType> Types => types;

    /// <summary>The full name of an object type of this connection, here or in another database; null when there is none.</summary>
    public string? NameOf(string name) =>
        Find(name)?.Name ?? otherTypes.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase));

    public SqlObjectType? Find(string name) => _types.GetValueOrDefault(name);
}
