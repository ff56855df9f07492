namespace Sutler.Connectors.Sdk;

/// <summary>
/// The stable identity of an object within its type: one or more values in their invariant text form, in the order of
/// <see cref="ObjectTypeSchema.Anchor"/>. Compared value by value, ordinally.
/// </summary>
public sealed class Anchor : IEquatable<Anchor>
{
    private readonly string[] _values;

    /// <summary>Makes an anchor of its values; at least one, none empty.</summary>
    /// <exception cref="ArgumentException">No value, or an empty one.</exception>
    public Anchor(params string[] values)
    {
        if (values is [] || Array.Exists(values, string.IsNullOrEmpty))
            throw new ArgumentException("An anchor needs at least one value, and none of them empty.", nameof(values));
        _values = values;
    }

    /// <summary>The values, in schema order.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <inheritdoc/>
    public bool Equals(Anchor? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Anchor);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in _values)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The values joined by a comma, for messages.</summary>
    public override string ToString() => string.Join(", ", _values);
}
