namespace Sutler.Connectors.Sql.Read;

/// <summary>The values of a key as columns hold them, compared exactly.</summary>
internal readonly struct SqlKey(object[] values) : IEquatable<SqlKey>
{
    private readonly object[] _values = values;

    public static bool Same(object left, object right) =>
        left is byte[] a && right is byte[] b ? a.AsSpan().SequenceEqual(b) : left.Equals(right);

    public bool Equals(SqlKey other)
    {
        for (var index = 0; index < _values.Length; index++)
        {
            if (!Same(_values[index], other._values[index]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is SqlKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in _values)
        {
            if (value is byte[] bytes)
                hash.AddBytes(bytes);
            else
                hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
