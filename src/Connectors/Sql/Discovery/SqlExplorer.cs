using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql.Discovery;

/// <summary>Reads what a database holds: its tables and views with columns, keys and foreign keys (H/WIZ-40, H/WIZ-44).</summary>
internal sealed class SqlExplorer(SqlConfig config, ConnectorContext context)
{
    private const int MostTables = 500;

    public TargetContents Explore(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var connection = config.Dialect.Open(config, context, readOnly: true);
            var inventory = config.Dialect.ReadInventory(connection);
            List<TargetTable> tables = [];
            foreach (var name in inventory.Tables.Take(MostTables))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (config.Dialect.ReadTable(connection, name) is { } table)
                    tables.Add(Describe(name, table, inventory));
            }

            var whole = tables.Select(table => table with { Links = [.. table.Links.Select(link => Completed(link, tables))] }).ToList();
            return new TargetContents(whole, SqlTypeProposal.Of(whole), inventory.Tables.Count <= MostTables);
        }
        catch (DbException e)
        {
            throw new ConnectorException(config.Dialect.Describe(e, null), e);
        }
    }

    private static TargetTable Describe(string name, SqlTable table, SqlInventory inventory) => new(
        name,
        table.IsView,
        [.. table.Columns.Where(column => column.KeyPlace > 0).OrderBy(column => column.KeyPlace).Select(column => column.Name)],
        [.. table.Columns.Select(Describe)],
        [.. inventory.ForeignKeys.Where(key => key.Table == name).Select(key => new TargetLink(key.Columns, key.Referenced, key.ReferencedColumns))]);

    private static AttributeSchema Describe(SqlColumn column) => new()
    {
        Name = column.Name,
        Type = column.Type,
        Required = column is { NotNull: true, HasDefault: false, Generated: false },
        Mutability = column.Generated ? AttributeMutability.ReadOnly : AttributeMutability.ReadWrite,
        CaseExact = column.Collation is not SqlCollation.IgnoreAsciiCase,
        Unique = column.Unique,
    };

    private static TargetLink Completed(TargetLink link, List<TargetTable> tables)
    {
        var referenced = tables.Find(table => string.Equals(table.Name, link.Table, StringComparison.OrdinalIgnoreCase));
        return link with { Table = referenced?.Name ?? link.Table, Key = link.Key.Count > 0 ? link.Key : referenced?.Key ?? [] };
    }
}
