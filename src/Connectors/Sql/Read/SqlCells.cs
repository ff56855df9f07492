using System.Data.Common;

namespace Sutler.Connectors.Sql.Read;

/// <summary>The columns of the current row from one place on.</summary>
internal readonly record struct SqlCells(DbDataReader Row, int First)
{
    public object this[int ordinal] => Row.GetValue(First + ordinal);
}
