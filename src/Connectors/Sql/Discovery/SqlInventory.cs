namespace Sutler.Connectors.Sql.Discovery;

/// <summary>What a database's catalog lists, each table by the name under which the settings find it.</summary>
internal sealed record SqlInventory(IReadOnlyList<string> Tables, IReadOnlyList<SqlForeignKey> ForeignKeys)
{
    public static readonly SqlInventory Empty = new([], []);

    /// <summary>Groups rows of one column each, which come in the key's order.</summary>
    public static IReadOnlyList<SqlForeignKey> Keys(IEnumerable<(string Table, string Name, string Column, string Referenced, string ReferencedColumn)> rows) =>
    [
        .. rows.GroupBy(row => (row.Table, row.Name, row.Referenced)).Select(key => new SqlForeignKey(
            key.Key.Table, [.. key.Select(row => row.Column)], key.Key.Referenced, [.. key.Select(row => row.ReferencedColumn).Where(name => name.Length > 0)])),
    ];
}
