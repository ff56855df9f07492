using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Delta;

/// <summary>Binds how the changes of one object type are found.</summary>
internal sealed class SqlDeltaBinder(SqlObjectType type, SqlObjectTypeConfig typeConfig, SqlSourceBinder sources)
{
    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromMinutes(5);
    private const long DefaultNumberOverlap = 1000;

    private readonly SqlDeltaConfig _delta = typeConfig.Delta;

    public SqlDeltaPlan Bind()
    {
        if (_delta.Strategy is SqlDeltaStrategy.None)
            return SqlDeltaPlan.None;
        if (type.Source.From is null && _delta.Strategy is not SqlDeltaStrategy.Hash)
            throw Refuse("needs a table or a query, not a procedure. Write 'strategy: hash'.");
        var sweeps = _delta.SweepsKeys || _delta.Strategy is SqlDeltaStrategy.Keys or SqlDeltaStrategy.Hash;
        var keys = string.Join(", ", type.Anchor.Select(attribute => attribute.Quoted));
        var hasKey = string.Join(" AND ", type.Anchor.Select(attribute => $"{attribute.Quoted} IS NOT NULL"));
        return new SqlDeltaPlan
        {
            Streams = [.. Streams()],
            StreamsSeeDeletes = _delta.Strategy is SqlDeltaStrategy.History,
            Hashes = _delta.Strategy is SqlDeltaStrategy.Hash,
            Sweeps = sweeps,
            FirstKeys = !sweeps ? null : Written($"SELECT {keys} FROM {type.Source.From} WHERE {hasKey} ORDER BY {keys} {type.Dialect.Limit("@p0")}", 1),
            NextKeys = !sweeps ? null : Written(
                $"SELECT {keys} FROM {type.Source.From} WHERE {type.AnchorCompared("", ">", 1)} AND {hasKey} ORDER BY {keys} {type.Dialect.Limit("@p0")}", 1 + type.Anchor.Length),
        };
    }

    private SqlStatement Written(string text, int parameters) => type.WithConstants(new SqlStatement(text, parameters));

    private IEnumerable<SqlMarkStream> Streams()
    {
        switch (_delta.Strategy)
        {
            case SqlDeltaStrategy.Watermark:
                yield return Stream(Column(type.Table, _delta.Column!), type.Source.From!, "", type.Anchor.Select(attribute => attribute.Quoted));
                break;
            case SqlDeltaStrategy.RowVersion:
                var version = type.Dialect.RowVersion ?? throw Refuse($"'rowVersion' is not known to {type.Dialect.Provider}. Choose another strategy.");
                yield return OfVersion(version, type.Source.From!, "", type.Anchor.Select(attribute => attribute.Quoted));
                break;
            case SqlDeltaStrategy.History:
                yield return History();
                break;
        }

        foreach (var child in type.Children)
        {
            if (_delta.Strategy is SqlDeltaStrategy.RowVersion)
                yield return OfVersion(type.Dialect.RowVersion!, Joined(child), "c.", type.Anchor.Select(attribute => $"p.{attribute.Quoted}"));
            else if (_delta.Children.TryGetValue(child.Name, out var column) && column != SqlDeltaConfig.Parent)
                yield return Stream(Column(child.Table, column), Joined(child), "c.", type.Anchor.Select(attribute => $"p.{attribute.Quoted}"));
        }
    }

    private string Joined(SqlChild child)
    {
        var on = string.Join(" AND ", child.Links.Select(link => $"c.{link.Child.Quoted} = p.{link.Parent.Quoted}"));
        var from = type.Source.IsTable ? type.Source.From! : type.Source.From![..type.Source.From!.LastIndexOf(" AS ", StringComparison.Ordinal)];
        return $"{from} AS p JOIN {sources.NameOf(child.Table)} AS c ON {on}";
    }

    private SqlMarkStream History()
    {
        var table = sources.ReadTable(_delta.Table!) ?? throw Refuse(SqlTypeBinder.NoTable(_delta.Table!, "table"));
        var keys = type.Anchor.Select(attribute =>
        {
            var join = _delta.Join.FirstOrDefault(join => Is(join.Parent, attribute.Name) || Is(join.Parent, attribute.Column.Name));
            if (join is null && _delta.Join.Count > 0)
                throw Refuse($"'join' does not say which column of '{table.Name}' holds the key '{attribute.Column.Name}'. Join every column of the anchor.");
            return type.Dialect.Quote(Find(table, join?.Child ?? attribute.Column.Name).Name);
        });
        return Stream(Column(table, _delta.Column!), sources.NameOf(table), "", keys);
    }

    private SqlMarkStream Stream(SqlAttribute column, string from, string prefix, IEnumerable<string> keys)
    {
        var isDate = column.Schema.Type is AttributeType.DateTime;
        var now = _delta.Query ?? $"SELECT MAX({prefix}{column.Quoted}) FROM {from}";
        return Make(prefix + column.Quoted, from, [.. keys], now) with
        {
            Column = column,
            StartsAtNow = _delta.Query is not null,
            Overlap = isDate ? _delta.Overlap ?? DefaultOverlap : TimeSpan.Zero,
            NumberOverlap = _delta.NumberOverlap ?? (type.Dialect.WritersAreSerial ? 0 : DefaultNumberOverlap),
        };
    }

    private SqlMarkStream OfVersion(SqlRowVersion version, string from, string prefix, IEnumerable<string> keys) =>
        Make(string.Format(System.Globalization.CultureInfo.InvariantCulture, version.Column, prefix), from, [.. keys], version.Now) with { StartsAtNow = true };

    private SqlMarkStream Make(string mark, string from, string[] keys, string now)
    {
        var (all, count) = (string.Join(", ", keys), keys.Length);
        var order = $"ORDER BY {mark}, {all} {type.Dialect.Limit("@p0")}";
        return new SqlMarkStream
        {
            Dialect = type.Dialect,
            Column = Leaf(new SqlColumn { Name = mark, DeclaredType = "", Type = AttributeType.Integer }),
            Now = Written(now, 0),
            First = Written($"SELECT {mark}, {all} FROM {from} WHERE {mark} >= @p1 {order}", 2),
            Next = Written($"SELECT {mark}, {all} FROM {from} WHERE ({mark}, {all}) > ({SqlStatementWriter.Parameters(1, 1 + count)}) {order}", 2 + count),
        };
    }

    private SqlAttribute Column(SqlTable table, string name)
    {
        var said = typeConfig.Attributes.FirstOrDefault(attribute => Is(attribute.Name, name));
        return Leaf(Find(table, said?.ColumnName ?? name), said ?? typeConfig.Attributes.FirstOrDefault(attribute => Is(attribute.ColumnName, name)));
    }

    private SqlAttribute Leaf(SqlColumn column, SqlAttributeConfig? said = null)
    {
        var isDate = (said?.Type ?? column.Type) is AttributeType.DateTime;
        return new SqlAttribute
        {
            Column = column,
            Quoted = type.Dialect.Quote(column.Name),
            Ordinal = 0,
            Format = said?.Format ?? (isDate ? typeConfig.Format : null),
            TimeZone = said?.TimeZone ?? (isDate ? typeConfig.TimeZone : null),
            Schema = new AttributeSchema { Name = column.Name, Type = said?.Type ?? column.Type },
        };
    }

    private SqlColumn Find(SqlTable table, string name) =>
        table.Columns.FirstOrDefault(column => Is(column.Name, name))
        ?? throw Refuse($"'{table.Name}' has no column '{name}'. Use one of {string.Join(", ", table.Columns.Select(column => column.Name))}.");

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private ConnectorException Refuse(string message) => SqlTypeBinder.Refuse(type.Name, $"delta: {message}");
}
