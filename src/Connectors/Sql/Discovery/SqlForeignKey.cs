namespace Sutler.Connectors.Sql.Discovery;

/// <summary>A foreign key; without referenced columns it points to the primary key.</summary>
internal sealed record SqlForeignKey(string Table, IReadOnlyList<string> Columns, string Referenced, IReadOnlyList<string> ReferencedColumns);
