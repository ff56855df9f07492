using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Makes attributes of columns: what the settings say goes before what the database declares.</summary>
internal sealed class SqlColumnBinder(ISqlDialect dialect, bool canRename, SqlObjectTypeConfig dates)
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Binds the columns in the order given, which is the order they are read in.</summary>
    public SqlAttribute[] Bind(IReadOnlyList<SqlLeaf> leaves)
    {
        var slot = 0;
        return [.. leaves.Select((leaf, ordinal) => Bind(leaf, ordinal, leaf.IsTopLevel && !leaf.WriteOnly ? slot++ : -1, leaves))];
    }

    private SqlAttribute Bind(SqlLeaf leaf, int ordinal, int slot, IReadOnlyList<SqlLeaf> leaves) => new()
    {
        Column = leaf.Column,
        Quoted = dialect.Quote(leaf.Column.Name),
        Ordinal = ordinal,
        Slot = slot,
        Owner = leaf.Owner,
        IsStored = !leaf.IsVirtual,
        AnchorPlace = leaf.AnchorPlace,
        Format = leaf.Said?.Format ?? (IsDate(leaf) ? dates.Format : null),
        TimeZone = leaf.Said?.TimeZone ?? (IsDate(leaf) ? dates.TimeZone : null),
        Hash = leaf.Said?.Hash,
        TypeOrdinal = leaf.Said?.TypeColumn is { } type ? leaves.Index().First(other => Names.Equals(other.Item.Column.Name, type)).Index : -1,
        Schema = Schema(leaf),
    };

    private static bool IsDate(SqlLeaf leaf) => (leaf.Said?.Type ?? leaf.Column.Type) is AttributeType.DateTime;

    private AttributeSchema Schema(SqlLeaf leaf)
    {
        var (column, said) = (leaf.Column, leaf.Said);
        var isAnchor = leaf.AnchorPlace >= 0;
        var readOnly = column.Generated || said?.ReadOnly is true;
        return new AttributeSchema
        {
            Name = said?.Name ?? column.Name,
            Type = said?.References is not null ? AttributeType.Reference : said?.Type ?? column.Type,
            Required = said?.Required ?? (!readOnly && !column.HasDefault && (column.NotNull || isAnchor)),
            CaseExact = said?.CaseExact ?? column.Collation is not SqlCollation.IgnoreAsciiCase,
            Unique = said?.Unique ?? column.Unique,
            ReferencedType = said?.References,
            WriteOnly = leaf.WriteOnly,
            Mutability = (readOnly, isAnchor && !canRename) switch
            {
                (true, _) => AttributeMutability.ReadOnly,
                (false, true) => AttributeMutability.Immutable,
                _ => AttributeMutability.ReadWrite,
            },
        };
    }
}
