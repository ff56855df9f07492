using Sutler.Connectors.Sdk;

namespace Sutler.Connectors.Sql.Model;

/// <summary>Anchors as column values.</summary>
internal static class SqlAnchor
{
    /// <summary>The column values of an anchor; null when no row can have it.</summary>
    public static object[]? ToColumns(SqlObjectType type, Anchor anchor)
    {
        if (anchor.Values.Count != type.Anchor.Length)
            return null;

        var columns = new object[type.Anchor.Length];
        for (var index = 0; index < columns.Length; index++)
        {
            if (type.Dialect.AnchorToColumn(type.Anchor[index], anchor.Values[index], out _) is not { } column)
                return null;
            columns[index] = column;
        }

        return columns;
    }

    /// <summary>Whether two values are the same key to this column.</summary>
    public static bool Same(SqlAttribute attribute, object left, object right) => (left, right) switch
    {
        (string a, string b) => attribute.Column.Collation switch
        {
            SqlCollation.IgnoreAsciiCase => SameIgnoringCase(a, b),
            SqlCollation.IgnoreTrailingBlanks => a.AsSpan().TrimEnd(' ').SequenceEqual(b.AsSpan().TrimEnd(' ')),
            _ => string.Equals(a, b, StringComparison.Ordinal),
        },
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        _ => Equals(left, right),
    };

    private static bool SameIgnoringCase(string left, string right)
    {
        if (left.Length != right.Length)
            return false;
        for (var index = 0; index < left.Length; index++)
        {
            if (Fold(left[index]) != Fold(right[index]))
                return false;
        }

        return true;
    }

    private static char Fold(char character) => character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character;
}
