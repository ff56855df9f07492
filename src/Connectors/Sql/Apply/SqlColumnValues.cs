using Sutler.Connectors.Sql.Model;

namespace Sutler.Connectors.Sql.Apply;

/// <summary>The columns that a statement sets, in the table's order whatever order they came in: few shapes, so that statements stay prepared.</summary>
internal sealed class SqlColumnValues(SqlObjectType type)
{
    private readonly object?[] _values = new object?[type.Attributes.Length];
    private int _count;

    public void Set(int ordinal, object value)
    {
        if (_values[ordinal] is null)
            _count++;
        _values[ordinal] = value;
    }

    /// <summary>The key that the columns set make, with what they leave out taken from <paramref name="before"/>; null when it is not whole.</summary>
    public object[]? Key(object[]? before)
    {
        var key = new object[type.Anchor.Length];
        for (var place = 0; place < key.Length; place++)
        {
            if ((_values[type.Anchor[place].Ordinal] ?? before?[place]) is not { } value)
                return null;
            key[place] = value;
        }

        return key;
    }

    public string Shape() => string.Create(_count, _values, static (shape, values) =>
    {
        var next = 0;
        for (var ordinal = 0; ordinal < values.Length; ordinal++)
        {
            if (values[ordinal] is not null)
                shape[next++] = (char)ordinal;
        }
    });

    public object[] Values(object[] after)
    {
        var values = new object[_count + after.Length];
        var next = 0;
        foreach (var value in _values)
        {
            if (value is not null)
                values[next++] = value;
        }

        after.CopyTo(values, next);
        return values;
    }
}
