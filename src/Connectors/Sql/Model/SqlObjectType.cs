using System.Collections.Concurrent;
using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>One object type bound to its table, with the statements that read and write it. Safe for any number of threads.</summary>
internal sealed class SqlObjectType
{
    private const int MostStatements = 512;
    private readonly Dictionary<string, SqlAttribute> _byName;
    private readonly ConcurrentDictionary<(SqlVerb Verb, string Shape), SqlStatement> _statements = new();
    private readonly SqlStatementWriter _writer;

    public SqlObjectType(ISqlDialect dialect, ObjectTypeSchema schema, SqlTable table, SqlAttribute[] attributes)
    {
        Dialect = dialect;
        Schema = schema;
        Table = table;
        Attributes = attributes;
        Anchor = [.. attributes.Where(attribute => attribute.IsAnchor).OrderBy(attribute => attribute.AnchorPlace)];
        _byName = attributes.ToDictionary(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);
        _writer = new SqlStatementWriter(this);
    }

    public ISqlDialect Dialect { get; }

    public ObjectTypeSchema Schema { get; }

    public SqlTable Table { get; }

    public SqlAttribute[] Attributes { get; }

    /// <summary>The anchor's attributes, in the anchor's order.</summary>
    public SqlAttribute[] Anchor { get; }

    public string Name => Schema.Name;

    public SqlAttribute? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The statement for this verb and shape: the ordinals of the columns it writes or compares, or the number of values.</summary>
    public SqlStatement Statement(SqlVerb verb, string shape)
    {
        if (_statements.TryGetValue((verb, shape), out var known))
            return known;

        var made = _writer.Write(verb, shape);
        if (_statements.Count >= MostStatements)
            _statements.Clear();
        return _statements.GetOrAdd((verb, shape), made);
    }
}
