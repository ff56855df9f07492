using System.Data.Common;
using System.Globalization;

namespace Sutler.Connectors.Sql.Providers;

/// <summary>Runs a query of our own on a database's catalog, whatever the driver.</summary>
internal static class CatalogQuery
{
    public static List<T> Run<T>(DbConnection connection, string text, object?[] values, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of the flavors; values are parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        for (var index = 0; index < values.Length; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{index}");
            parameter.Value = values[index] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public static string Text(DbDataReader row, int column) => row.GetValue(column) is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture)! : "";

    public static bool Flag(DbDataReader row, int column) => row.GetValue(column) switch
    {
        bool flag => flag,
        string text => text is "1" or "t" or "true" or "YES",
        DBNull => false,
        var number => Convert.ToInt64(number, CultureInfo.InvariantCulture) != 0,
    };

    public static long Number(DbDataReader row, int column) => row.GetValue(column) is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
}
