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

    /// <summary>What a column is set to; null when it is not.</summary>
    public object? this[int ordinal] => _values[ordinal];

    public string Shape()
    {
        Span<char> shape = stackalloc char[_count];
        var next = 0;
        for (var ordinal = 0; ordinal < _values.Length; ordinal++)
        {
            if (IsWritten(ordinal))
                shape[next++] = (char)ordinal;
        }

        return shape[..next].ToString();
    }

    public object[] Values(object[] after)
    {
        List<object> values = new(_count + after.Length);
        for (var ordinal = 0; ordinal < _values.Length; ordinal++)
        {
            if (IsWritten(ordinal))
                values.Add(_values[ordinal]!);
        }

        values.AddRange(after);
        return [.. values];
    }

    private bool IsWritten(int ordinal) => _values[ordinal] is not null && type.Attributes[ordinal].IsStored;
}
