using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>What the settings say, bound to what the database declares. Immutable, but for the statements that its types keep.</summary>
internal sealed class SqlModel(IReadOnlyList<SqlObjectType> types)
{
    private readonly Dictionary<string, SqlObjectType> _types = types.ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);

    public ConnectorSchema Schema { get; } = new([.. types.Select(type => type.Schema)]);

    public IReadOnlyList<SqlObjectType> Types => types;

    public SqlObjectType? Find(string name) => _types.GetValueOrDefault(name);
}
