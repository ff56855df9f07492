using System.Globalization;

namespace Sutler.Expressions.Values;

/// <summary>
/// A value of the mapping language. Null means that the attribute is absent. Everything has a text form, by which functions and comparisons
/// see it: whole numbers in digits, Booleans as <c>True</c> and <c>False</c> (S/EXPR-7, S/EXPR-8).
/// </summary>
public readonly struct ExpressionValue : IEquatable<ExpressionValue>
{
    private readonly object? _content;

    private ExpressionValue(object? content) => _content = content;

    public static ExpressionValue Null => default;

    public static ExpressionValue True { get; } = new("True");

    public static ExpressionValue False { get; } = new("False");

    public static ExpressionValue Empty { get; } = new("");

    public ExpressionValueKind Kind => _content switch
    {
        null => ExpressionValueKind.Null,
        string => ExpressionValueKind.Text,
        long => ExpressionValueKind.Integer,
        bool => ExpressionValueKind.Boolean,
        IReadOnlyList<ExpressionValue> => ExpressionValueKind.List,
        ExpressionError => ExpressionValueKind.Error,
        _ => ExpressionValueKind.Record,
    };

    public bool IsNull => _content is null;

    /// <summary>Null, an empty text, or a list without values.</summary>
    public bool IsNullOrEmpty => _content is null or "" or IReadOnlyList<ExpressionValue> { Count: 0 };

    /// <summary>The text form: empty for null; for a list the first value's.</summary>
    public string Text => _content switch
    {
        null => "",
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "True" : "False",
        IReadOnlyList<ExpressionValue> items => items.Count > 0 ? items[0].Text : "",
        IReadOnlyDictionary<string, ExpressionValue> parts => parts.TryGetValue("value", out var value) ? value.Text : "",
        _ => "",
    };

    public long? Integer => _content as long?;

    public bool? Boolean => _content as bool?;

    /// <summary>The values: those of a list, the value itself, or none for null.</summary>
    public IReadOnlyList<ExpressionValue> Items => _content switch
    {
        null => [],
        IReadOnlyList<ExpressionValue> items => items,
        _ => [this],
    };

    public IReadOnlyDictionary<string, ExpressionValue>? Parts => _content as IReadOnlyDictionary<string, ExpressionValue>;

    internal ExpressionError? Error => _content as ExpressionError;

    internal bool IsError => _content is ExpressionError;

    public static ExpressionValue Of(string? text) => new(text);

    public static ExpressionValue Of(long number) => new(number);

    public static ExpressionValue Of(bool flag) => new(flag);

    public static ExpressionValue List(IReadOnlyList<ExpressionValue> items) => new(items);

    public static ExpressionValue Record(IReadOnlyDictionary<string, ExpressionValue> parts) => new(parts);

    public static bool operator ==(ExpressionValue left, ExpressionValue right) => left.Equals(right);

    public static bool operator !=(ExpressionValue left, ExpressionValue right) => !left.Equals(right);

    /// <summary>The documented text for a condition's outcome.</summary>
    internal static ExpressionValue Truth(bool truth) => truth ? True : False;

    internal static ExpressionValue Fail(ExpressionError error) => new(error);

    public bool Equals(ExpressionValue other) => (_content, other._content) switch
    {
        (IReadOnlyList<ExpressionValue> left, IReadOnlyList<ExpressionValue> right) => left.SequenceEqual(right),
        (IReadOnlyDictionary<string, ExpressionValue> left, IReadOnlyDictionary<string, ExpressionValue> right) =>
            left.Count == right.Count && left.All(part => right.TryGetValue(part.Key, out var value) && value == part.Value),
        var (left, right) => Equals(left, right),
    };

    public override bool Equals(object? obj) => obj is ExpressionValue other && Equals(other);

    public override int GetHashCode() => _content switch
    {
        IReadOnlyList<ExpressionValue> items => items.Count,
        IReadOnlyDictionary<string, ExpressionValue> parts => parts.Count,
        _ => _content?.GetHashCode() ?? 0,
    };

    public override string ToString() => _content is IReadOnlyList<ExpressionValue> items ? $"[{string.Join(", ", items)}]" : Text;
}
