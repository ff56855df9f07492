using System.Collections.Concurrent;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>
/// A table whose rows are the values of one multi-valued attribute. Its columns are the parts of a value, then the columns that hold the
/// types of references, then those that tell a row from its siblings.
/// </summary>
internal sealed class SqlChild
{
    private const int MostStatements = 256;
    private readonly ConcurrentDictionary<(SqlChildVerb Verb, string Shape), SqlStatement> _statements = new();

    public required AttributeSchema Schema { get; init; }

    /// <summary>Place among the values of an object.</summary>
    public required int Slot { get; init; }

    public required SqlTable Table { get; init; }

    public required bool IsComplex { get; init; }

    public required SqlChildWrite Write { get; init; }

    /// <summary>All columns read of a row.</summary>
    public required SqlAttribute[] Columns { get; init; }

    /// <summary>How many of <see cref="Columns"/>, from the first, are parts of a value.</summary>
    public required int PartCount { get; init; }

    /// <summary>Columns that tell a row from the others of the same parent.</summary>
    public required SqlAttribute[] Locator { get; init; }

    /// <summary>Columns by which a value is the same value; the others are more said about it.</summary>
    public required SqlAttribute[] Identity { get; init; }

    /// <summary>The parent's columns that a row repeats, and its own.</summary>
    public required SqlLink[] Links { get; init; }

    /// <summary>Quoted columns that put the values in order.</summary>
    public required string[] Order { get; init; }

    public required SqlNames Names { get; init; }

    public string Name => Schema.Name;

    public ReadOnlySpan<SqlAttribute> Parts => Columns.AsSpan(0, PartCount);

    /// <summary>The statement for this verb and shape.</summary>
    public SqlStatement Statement(SqlObjectType parent, SqlChildVerb verb, string shape)
    {
        if (_statements.TryGetValue((verb, shape), out var known))
            return known;

        var made = parent.WithConstants(new SqlChildWriter(parent, this).Write(verb, shape));
        if (_statements.Count >= MostStatements)
            _statements.Clear();
        return _statements.GetOrAdd((verb, shape), made);
    }
}
