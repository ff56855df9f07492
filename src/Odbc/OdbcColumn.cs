using Sutler.Odbc.Native;

namespace Sutler.Odbc;

/// <summary>A column of a result, as the driver describes it.</summary>
internal sealed record OdbcColumn(string Name, short Type, long Size, short Digits, bool Nullable)
{
    /// <summary>The .NET type that its values have.</summary>
    public Type FieldType => Type switch
    {
        SqlType.Integer or SqlType.SmallInt or SqlType.TinyInt or SqlType.BigInt => typeof(long),
        SqlType.Bit => typeof(bool),
        SqlType.Decimal or SqlType.Numeric => typeof(decimal),
        SqlType.Double or SqlType.Float or SqlType.Real => typeof(double),
        SqlType.Date or SqlType.Timestamp or SqlType.Date2 or SqlType.Timestamp2 => typeof(DateTime),
        SqlType.Time or SqlType.Time2 => typeof(TimeSpan),
        SqlType.Binary or SqlType.VarBinary or SqlType.LongVarBinary => typeof(byte[]),
        SqlType.Guid => typeof(Guid),
        _ => typeof(string),
    };

    public static unsafe OdbcColumn[] Describe(OdbcConnection connection, StatementHandle statement)
    {
        connection.Check(statement, OdbcApi.SQLNumResultCols(statement, out var count));
        var columns = new OdbcColumn[Math.Max((int)count, 0)];
        const int Most = 512;
        var name = stackalloc char[Most];
        for (var index = 0; index < columns.Length; index++)
        {
            var result = OdbcApi.SQLDescribeColW(statement, (ushort)(index + 1), name, Most, out var length, out var type, out var size, out var digits, out var nullable);
            connection.Check(statement, result);
            columns[index] = new OdbcColumn(new string(name, 0, Math.Clamp(length, (short)0, (short)(Most - 1))), type, (long)size, digits, nullable != 0);
        }

        return columns;
    }
}
