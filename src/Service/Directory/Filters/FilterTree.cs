using System.Globalization;

namespace Sutler.Service.Directory.Filters;

/// <summary>
/// A filter as a tree. <see cref="ToString"/> writes a text that reads back as the same tree. Literals are string, bool, decimal,
/// <see cref="DateTimeOffset"/> or null. Within <see cref="Any"/> the path of the variable is empty.
/// </summary>
internal abstract record FilterTree
{
    public sealed record And(FilterTree Left, FilterTree Right) : FilterTree
    {
        public override string ToString() => $"({Left} and {Right})";
    }

    public sealed record Or(FilterTree Left, FilterTree Right) : FilterTree
    {
        public override string ToString() => $"({Left} or {Right})";
    }

    public sealed record Not(FilterTree Inner) : FilterTree
    {
        public override string ToString() => $"not ({Inner})";
    }

    /// <summary>A comparison; <paramref name="Operator"/> is eq, ne, gt, ge, lt or le.</summary>
    public sealed record Compare(FilterPath Path, string Operator, object? Value) : FilterTree
    {
        public override string ToString() => $"{Path} {Operator} {Literal(Value)}";
    }

    public sealed record In(FilterPath Path, IReadOnlyList<object?> Values) : FilterTree
    {
        public bool Equals(In? other) => other is not null && Path == other.Path && Values.SequenceEqual(other.Values);

        public override int GetHashCode() => HashCode.Combine(Path, Values.Count);

        public override string ToString() => $"{Path} in ({string.Join(',', Values.Select(Literal))})";
    }

    /// <summary>A test of a text; <paramref name="Function"/> is startsWith, endsWith or contains.</summary>
    public sealed record Match(string Function, FilterPath Path, string Text) : FilterTree
    {
        public override string ToString() => $"{Function}({Path},{Literal(Text)})";
    }

    /// <summary>Whether one of several values passes the test; without a test, whether there is a value.</summary>
    public sealed record Any(FilterPath Path, string Variable, FilterTree? Test) : FilterTree
    {
        public override string ToString() => Test is null ? $"{Path}/any()" : $"{Path}/any({Variable}:{Test})";
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => DirectoryTime.Text(time)!,
        _ => ((decimal)value).ToString(CultureInfo.InvariantCulture),
    };
}
