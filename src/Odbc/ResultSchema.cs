using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Sutler.Odbc;

/// <summary>The description of a result in the form that ADO.NET defines.</summary>
internal static class ResultSchema
{
    public static DataTable Of(OdbcColumn[] columns)
    {
        var table = new DataTable("SchemaTable") { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.ColumnOrdinal, typeof(int));
        table.Columns.Add(SchemaTableColumn.ColumnSize, typeof(int));
        table.Columns.Add(SchemaTableColumn.NumericPrecision, typeof(short));
        table.Columns.Add(SchemaTableColumn.NumericScale, typeof(short));
        table.Columns.Add(SchemaTableColumn.DataType, typeof(Type));
        table.Columns.Add(SchemaTableColumn.ProviderType, typeof(int));
        table.Columns.Add(SchemaTableColumn.AllowDBNull, typeof(bool));
        for (var index = 0; index < columns.Length; index++)
        {
            var column = columns[index];
            table.Rows.Add(
                column.Name,
                index,
                (int)Math.Min(column.Size, int.MaxValue),
                (short)Math.Min(column.Size, short.MaxValue),
                column.Digits,
                column.FieldType,
                (int)column.Type,
                column.Nullable);
        }

        return table;
    }
}
