using System.Collections.Concurrent;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Delta;

namespace Sutler.Connectors.Sql.Model;

/// <summary>One object type bound to its table, with the statements that read and write it. Safe for any number of threads.</summary>
internal sealed class SqlObjectType
{
    private const int MostStatements = 512;
    private readonly Dictionary<string, SqlAttribute> _byName;
    private readonly Dictionary<string, SqlComplex> _complex;
    private readonly Dictionary<string, SqlChild> _children;
    private readonly ConcurrentDictionary<(SqlVerb Verb, string Shape), SqlStatement> _statements = new();
    private readonly SqlStatementWriter _writer;

    public SqlObjectType(SqlObjectTypeParts parts)
    {
        Dialect = parts.Dialect;
        Table = parts.Table;
        Source = parts.Source;
        Target = parts.Target;
        Commands = parts.Commands;
        Attributes = parts.Attributes;
        Readable = parts.Readable;
        Complex = parts.Complex;
        Children = parts.Children;
        CanRename = parts.CanRename;
        Anchor = [.. Attributes.Where(attribute => attribute.IsAnchor).OrderBy(attribute => attribute.AnchorPlace)];
        Names = parts.Names;
        Schema = parts.Schema;
        _byName = Attributes.Where(attribute => attribute.Slot >= 0 || attribute.Owner is not null || attribute.Schema.WriteOnly)
            .ToDictionary(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);
        _complex = Complex.ToDictionary(complex => complex.Schema.Name, StringComparer.OrdinalIgnoreCase);
        _children = Children.ToDictionary(child => child.Name, StringComparer.OrdinalIgnoreCase);
        _writer = new SqlStatementWriter(this);
    }

    public ISqlDialect Dialect { get; }

    public ObjectTypeSchema Schema { get; }

    /// <summary>The columns that are read, under the name of their table or view.</summary>
    public SqlTable Table { get; }

    public SqlSource Source { get; }

    /// <summary>The table written to; null when there is none.</summary>
    public SqlTable? Target { get; }

    public SqlCommands Commands { get; }

    /// <summary>How its changes are found; set once, before the type is used.</summary>
    public SqlDeltaPlan Delta { get; set; } = SqlDeltaPlan.None;

    /// <summary>Whether such a statement answers with the row it wrote.</summary>
    public bool Returns(ChangeKind kind) => Source.IsWhatIsWritten && !Table.IsView && Dialect.ReturnsRows(kind);

    /// <summary>The columns: first those that are read, then those that are only written.</summary>
    public SqlAttribute[] Attributes { get; }

    /// <summary>How many of <see cref="Attributes"/>, from the first, are read.</summary>
    public int Readable { get; }

    public SqlComplex[] Complex { get; }

    public SqlChild[] Children { get; }

    /// <summary>The anchor's attributes, in the anchor's order.</summary>
    public SqlAttribute[] Anchor { get; }

    /// <summary>The names under which an object shows its values.</summary>
    public SqlNames Names { get; }

    public bool CanRename { get; }

    public string Name => Schema.Name;

    /// <summary>The column of this attribute, or of this part (<c>name.givenName</c>) of one.</summary>
    public SqlAttribute? Find(string name) => _byName.GetValueOrDefault(name);

    public SqlComplex? FindComplex(string name) => _complex.GetValueOrDefault(name);

    public SqlChild? FindChild(string name) => _children.GetValueOrDefault(name);

    /// <summary>The statement for this verb and shape: the ordinals of the columns it writes or compares, or the number of values.</summary>
    public SqlStatement Statement(SqlVerb verb, string shape)
    {
        if (_statements.TryGetValue((verb, shape), out var known))
            return known;

        var made = WithConstants(_writer.Write(verb, shape));
        if (_statements.Count >= MostStatements)
            _statements.Clear();
        return _statements.GetOrAdd((verb, shape), made);
    }

    /// <summary>The statement, with the values of the filter where it names them.</summary>
    public SqlStatement WithConstants(SqlStatement statement) => Source.Filter.Count > 0 && statement.Text.Contains(SqlStatementWriter.Parameter(SqlStatement.FirstConstant), StringComparison.Ordinal)
        ? new SqlStatement(statement.Text, statement.Parameters, [.. Source.Filter.Select(pair => pair.Value)])
        : statement;

    /// <summary>The condition that a row's anchor is one of several given as parameters from the first.</summary>
    public string AnchorIn(string prefix, int count) => _writer.AnchorIn(prefix, count);

    /// <summary>The condition that a row's anchor stands so to one given as parameters.</summary>
    public string AnchorCompared(string prefix, string comparison, int first) => _writer.AnchorCompared(prefix, comparison, first);
}
