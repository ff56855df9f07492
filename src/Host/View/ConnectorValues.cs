namespace Sutler.Host.View;

/// <summary>Compares attribute values of connectors by what they say; the values of a multi-valued attribute have no order (RFC 7643 §2.4).</summary>
internal sealed class ConnectorValues : IEqualityComparer<object>
{
    public static readonly ConnectorValues Comparer = new();

    public static bool AreEqual(object? first, object? second) =>
        ReferenceEquals(first, second) || (first is not null && second is not null && Comparer.Equals(first, second));

    /// <summary>What must leave <paramref name="before"/> and what must join it to make it <paramref name="after"/>.</summary>
    public static (List<object> Removed, List<object> Added) Difference(IReadOnlyList<object> before, IReadOnlyList<object> after)
    {
        var old = new HashSet<object>(before, Comparer);
        var next = new HashSet<object>(after, Comparer);
        return ([.. old.Where(v => !next.Contains(v))], [.. next.Where(v => !old.Contains(v))]);
    }

    public new bool Equals(object? x, object? y) => (x, y) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (IReadOnlyDictionary<string, object> a, IReadOnlyDictionary<string, object> b) =>
            a.Count == b.Count && a.All(part => b.TryGetValue(part.Key, out var other) && Equals(part.Value, other)),
        (IReadOnlyList<object> a, IReadOnlyList<object> b) => new HashSet<object>(a, Comparer).SetEquals(b),
        _ => object.Equals(x, y),
    };

    public int GetHashCode(object obj)
    {
        switch (obj)
        {
            case byte[] octets:
                var hash = default(HashCode);
                hash.AddBytes(octets);
                return hash.ToHashCode();
            case IReadOnlyDictionary<string, object> parts:
                var sum = 0;
                foreach (var (name, value) in parts)
                    sum += HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(name), GetHashCode(value));
                return sum;
            case IReadOnlyList<object> values:
                return values.Distinct(Comparer).Sum(v => GetHashCode(v) & 0xFFFF);
            default:
                return obj.GetHashCode();
        }
    }
}
