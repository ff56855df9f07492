using System.Data.Common;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;
using Sutler.Connectors.Sql.Settings;

namespace Sutler.Connectors.Sql;

/// <summary>
/// Finds the rights that the account lacks (H/SQL-5), by statements of the kinds that will run, made so that they touch no row; each in a
/// transaction that is rolled back. Every product checks rights before it looks for rows.
/// </summary>
internal sealed class SqlRights(SqlSession session)
{
    private const string NoRow = "WHERE 1 = 0";

    /// <summary>What is missing, table by table; null when nothing is.</summary>
    /// <exception cref="DbException">The database failed in a way that says nothing of rights.</exception>
    public ConnectorError? Missing(SqlModel model)
    {
        var probes = model.Types.SelectMany(Probes).DistinctBy(probe => probe.Text).ToList();
        var missing = probes.Where(IsDenied).GroupBy(probe => probe.Table).Select(table => $"'{table.Key}' ({string.Join(", ", table.Select(probe => probe.Right).Distinct())})").ToList();
        return missing.Count == 0
            ? null
            : new ConnectorError(ConnectorErrorKind.Denied, $"The account lacks rights: {string.Join("; ", missing)}. Grant them, and the right to use the tables' schema; or take out of the settings what needs them.");
    }

    private static IEnumerable<SqlProbe> Probes(SqlObjectType type)
    {
        if (type.Source.From is { } from && type.Source.Filter.Count == 0)
            yield return new(type.Table.Name, "select", $"SELECT {Names(type.Attributes.Take(type.Readable))} FROM {from} {NoRow}");
        if (type.Target is { } target && !type.Commands.WritesObjects)
        {
            var stored = type.Attributes.Where(attribute => attribute.IsStored && !attribute.Column.Generated && attribute.Schema.Mutability is not AttributeMutability.ReadOnly).ToList();
            foreach (var probe in Writes(type.Dialect, target, stored, [.. stored.Where(attribute => attribute.Schema.Mutability is AttributeMutability.ReadWrite)]))
                yield return probe;
        }

        foreach (var probe in type.Children.SelectMany(child => Probes(type.Dialect, child)))
            yield return probe;
    }

    private static IEnumerable<SqlProbe> Probes(ISqlDialect dialect, SqlChild child)
    {
        var table = dialect.QuoteTable(child.Table);
        var links = child.Links.Select(link => link.Child).ToList();
        yield return new(child.Table.Name, "select", $"SELECT {Names(child.Columns.Concat(links))} FROM {table} {NoRow}");
        if (child.Write is SqlChildWrite.Link)
            yield return new(child.Table.Name, "update", $"UPDATE {table} SET {Names(links, " = NULL")} {NoRow}");
        if (child.Write is not SqlChildWrite.Rows)
            yield break;
        var parts = child.Columns.Take(child.PartCount).Where(column => column.Schema.Mutability is not AttributeMutability.ReadOnly && !column.Column.Generated);
        foreach (var probe in Writes(dialect, child.Table, [.. links.Concat(parts).DistinctBy(column => column.Quoted)], []))
            yield return probe;
    }

    private static IEnumerable<SqlProbe> Writes(ISqlDialect dialect, SqlTable target, List<SqlAttribute> inserted, List<SqlAttribute> updated)
    {
        var table = dialect.QuoteTable(target);
        if (inserted.Count > 0)
            yield return new(target.Name, "insert", $"INSERT INTO {table} ({Names(inserted)}) SELECT {string.Join(", ", inserted.Select(_ => "NULL"))} FROM (SELECT 1 AS one) one {NoRow}");
        if (updated.Count > 0)
            yield return new(target.Name, "update", $"UPDATE {table} SET {Names(updated, " = NULL")} {NoRow}");
        yield return new(target.Name, "delete", $"DELETE FROM {table} {NoRow}");
    }

    private static string Names(IEnumerable<SqlAttribute> columns, string after = "") =>
        string.Join(", ", columns.Select(column => column.Quoted + after).Distinct(StringComparer.Ordinal));

    // What else goes wrong with a statement of no use to anybody, such as a column that is never null, says nothing of rights.
    private bool IsDenied(SqlProbe probe)
    {
        using var transaction = session.Dialect.BeginWrite(session.Connection);
        try
        {
            using var command = session.Connection.CreateCommand();
#pragma warning disable CA2100 // Made of quoted names from the catalog, or stands in the settings.
            command.CommandText = probe.Text;
#pragma warning restore CA2100
            command.Transaction = transaction;
            command.ExecuteNonQuery();
            return false;
        }
        catch (DbException e) when (session.Dialect.InTransaction(session.Connection))
        {
            return session.Dialect.Describe(e, null).Kind is ConnectorErrorKind.Denied;
        }
        finally
        {
            session.Dialect.Abandon(transaction);
        }
    }
}
