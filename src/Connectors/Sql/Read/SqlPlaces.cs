using System.Data.Common;

namespace Sutler.Connectors.Sql.Read;

/// <summary>Finds the object that a child's row belongs to. Rows mostly come in the objects' order, so the next few are tried before the index is made.</summary>
internal sealed class SqlPlaces(IReadOnlyList<SqlRecord> records)
{
    private const int Near = 8;
    private Dictionary<SqlKey, int>? _index;

    /// <summary>The place of the object whose key stands in the first columns; -1 when there is none.</summary>
    public int Find(DbDataReader row, int width, int after)
    {
        var key = new object[width];
        for (var index = 0; index < width; index++)
            key[index] = row.GetValue(index);

        var wanted = new SqlKey(key);
        for (var place = after + 1; place < Math.Min(after + 1 + Near, records.Count); place++)
        {
            if (wanted.Equals(new SqlKey(records[place].Key)))
                return place;
        }

        if (_index is null)
        {
            _index = new(records.Count);
            for (var place = 0; place < records.Count; place++)
                _index.TryAdd(new SqlKey(records[place].Key), place);
        }

        return _index.GetValueOrDefault(wanted, -1);
    }
}
