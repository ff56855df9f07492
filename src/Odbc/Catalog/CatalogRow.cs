using System.Globalization;

namespace Sutler.Odbc.Catalog;

/// <summary>One row of a catalog function; a column that the driver leaves out counts as empty.</summary>
internal readonly struct CatalogRow(object[] values)
{
    public string? Text(int column) => Value(column) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public long Number(int column) => Value(column) switch
    {
        long number => number,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        { } value when value is not string => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => 0,
    };

    private object? Value(int column) => column < values.Length && values[column] is not DBNull ? values[column] : null;
}
