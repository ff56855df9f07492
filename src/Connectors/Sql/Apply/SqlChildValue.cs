using System.Globalization;
using System.Text;
using Sutler.Connectors.Sdk;
using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>One value of a child table.</summary>
/// <param name="Values">Attribute values by the place of their part.</param>
/// <param name="Columns">What the columns take, by place in <see cref="SqlChild.Columns"/>; null for none.</param>
internal sealed record SqlChildValue(object?[] Values, object?[] Columns)
{
    /// <summary>Text that is the same for the same value: same identity, whatever form the column keeps it in. A reference's own type stands in it.</summary>
    public string Identity(SqlChild child) => Text(child, child.Identity);

    /// <summary>The same for everything that can be written.</summary>
    public string Whole(SqlChild child) => Text(child, child.Columns.Where((column, place) => IsWritten(child, column, place)));

    /// <summary>Whether an insert or update may set this column.</summary>
    public static bool IsWritten(SqlChild child, SqlAttribute column, int place) =>
        column.Schema.Mutability is not AttributeMutability.ReadOnly
        && (place < child.PartCount || child.Columns.Take(child.PartCount).Any(part => part.TypeOrdinal == place));

    private string Text(SqlChild child, IEnumerable<SqlAttribute> columns)
    {
        var text = new StringBuilder();
        foreach (var column in columns.Where(column => column.Ordinal < child.PartCount))
            Append(text, column, Values[column.Ordinal]).Append('\u0001');

        return text.ToString();
    }

    private static StringBuilder Append(StringBuilder text, SqlAttribute column, object? value) => value switch
    {
        null or DBNull => text.Append('\0'),
        string words when column.Column.Collation is SqlCollation.IgnoreAsciiCase => text.Append(words.ToUpperInvariant()),
        string words when column.Column.Collation is SqlCollation.IgnoreTrailingBlanks => text.Append(words.AsSpan().TrimEnd(' ')),
        ObjectReference reference => AppendReference(text, column, reference),
        decimal number => text.Append(number.ToString("G29", CultureInfo.InvariantCulture)),
        DateTimeOffset moment => text.Append(moment.UtcTicks),
        byte[] bytes => text.Append(Convert.ToHexString(bytes)),
        _ => text.Append(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static StringBuilder AppendReference(StringBuilder text, SqlAttribute column, ObjectReference reference)
    {
        text.Append(reference.ObjectType.ToUpperInvariant());
        foreach (var value in reference.Anchor.Values)
            Append(text.Append('\u0002'), column, value);
        return text;
    }
}
