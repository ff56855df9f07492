using System.Data.Common;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Read;

/// <summary>
/// Fills the multi-valued attributes of objects that were read: one statement a child table, however many the objects (up to the number of
/// parameters a statement can have).
/// </summary>
internal sealed class SqlChildReader(SqlSession session, SqlObjectType type)
{
    private const int MostParents = 512;

    /// <summary>Fills objects that follow each other in the order of the anchor: those after <paramref name="before"/>, up to the last.</summary>
    public void FillRange(IReadOnlyList<SqlRecord> records, object[]? before)
    {
        if (records.Count == 0)
            return;
        foreach (var child in type.Children)
        {
            var statement = child.Statement(type, before is null ? SqlChildVerb.FirstRange : SqlChildVerb.NextRange, "");
            Fill(child, session.Bind(statement, [.. before ?? [], .. records[^1].Key]), records);
        }
    }

    /// <summary>Fills objects in any order.</summary>
    public void Fill(IReadOnlyList<SqlRecord> records, IReadOnlyList<SqlChild> children, DbTransaction? transaction = null)
    {
        var most = Math.Min(MostParents, session.Dialect.MostParameters / type.Anchor.Length);
        for (var start = 0; start < records.Count; start += most)
        {
            var chunk = records.Skip(start).Take(most).ToList();
            var size = SqlFind.Size(chunk.Count, most);
            var keys = Enumerable.Range(0, size).SelectMany(index => chunk[Math.Min(index, chunk.Count - 1)].Key).ToArray();
            foreach (var child in children)
            {
                var command = session.Bind(child.Statement(type, SqlChildVerb.ByParent, new string([(char)size])), keys);
                command.Transaction = transaction;
                Fill(child, command, chunk);
            }
        }
    }

    private void Fill(SqlChild child, DbCommand command, IReadOnlyList<SqlRecord> records)
    {
        using var reader = command.ExecuteReader();
        var width = type.Anchor.Length;
        var places = new SqlPlaces(records);
        var at = -1;
        List<object>? values = null;
        while (reader.Read())
        {
            if (at < 0 || !Matches(reader, records[at].Key))
            {
                at = places.Find(reader, width, at);
                if (at < 0)
                    continue;
                values = (List<object>?)records[at].Values[child.Slot];
            }

            if (SqlRow.ReadChild(new SqlCells(reader, width), type, child) is not { } value)
                continue;
            if (values is null)
                records[at].Values[child.Slot] = values = [];
            values.Add(value);
        }
    }

    private static bool Matches(DbDataReader row, object[] key)
    {
        for (var index = 0; index < key.Length; index++)
        {
            if (!SqlKey.Same(row.GetValue(index), key[index]))
                return false;
        }

        return true;
    }
}
