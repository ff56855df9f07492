using System.Data.Common;

namespace Sutler.Connectors.Sql.Read;

/// <summary>The columns of the current row: from one place on, or each at the place that a map says.</summary>
internal readonly record struct SqlCells(DbDataReader Row, int First, int[]? Map = null)
{
    public object this[int ordinal] => Row.GetValue(Map is null ? First + ordinal : Map[ordinal]);
}
